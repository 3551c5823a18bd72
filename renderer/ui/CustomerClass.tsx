import { useTranslation } from 'react-i18next';

export const CUSTOMER_CLASSES = ['household', 'commercial', 'industrial', 'agricultural'] as const;
type Known = (typeof CUSTOMER_CLASSES)[number];

/** A class in words; one that the office made itself by its own name. */
export function CustomerClass({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  const isKnown = (CUSTOMER_CLASSES as readonly string[]).includes(value);
  return <>{isKnown ? t(`customers.classes.${value as Known}`) : value}</>;
}
