import type { TFunction } from 'i18next';

/** Several things one after the other, as the language of the person writes that. */
export function listText(parts: readonly string[], t: TFunction): string {
  return parts.join(t('common.listSeparator'));
}
