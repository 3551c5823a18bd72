import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

export const CUSTOMER_CLASSES = ['household', 'commercial', 'industrial', 'agricultural'] as const;
type Known = (typeof CUSTOMER_CLASSES)[number];

/** A class in words; one that the office made itself by its own name. */
export function classWord(value: string, t: TFunction): string {
  const isKnown = (CUSTOMER_CLASSES as readonly string[]).includes(value);
  return isKnown ? t(`customers.classes.${value as Known}`) : value;
}

export function CustomerClass({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  return <>{classWord(value, t)}</>;
}
