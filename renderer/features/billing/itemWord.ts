import type { TFunction } from 'i18next';
import { type ItemParts, itemParts } from '#shared/domain/billing/itemParts.ts';

/** What a line of a bill is called: its item, and which tier and period of the day of it. Added tax has no item of a tariff. */
export function itemWord(
  { itemName, tierNo, periodCode }: ItemParts & { readonly itemName: string },
  t: TFunction,
): string {
  const parts = [
    ...(tierNo === null ? [] : [t('explanation.tier', { no: tierNo })]),
    ...(periodCode === null ? [] : [t(`customers.registerCodes.${periodCode}`)]),
  ];
  const name = itemName || t('billing.unnamedItems.tax');
  return parts.length === 0 ? name : `${name} ${parts.join(' · ')}`;
}

/** The same of a line that states the code of its item. */
export function lineWord(
  line: { readonly itemCode: string; readonly itemName: string },
  t: TFunction,
): string {
  return itemWord({ itemName: line.itemName, ...itemParts(line.itemCode) }, t);
}
