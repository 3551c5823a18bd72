import { type LocalDate, parseLocalDate } from '#shared/domain/localDate.ts';

/** How dates are written in files; a layout names those that may occur. */
export const DATE_FORMATS = [
  'yyyy-mm-dd',
  'yyyy/mm/dd',
  'yyyy.mm.dd',
  'yyyymmdd',
  'yyyy年mm月dd日',
  'dd/mm/yyyy',
  'mm/dd/yyyy',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A time after the date, which a day does not need: ` 08:30`, `T08:30:00Z`, or hhmmss after yyyymmdd. */
const TIME = '(?:[ T]\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?';

const PATTERNS: Readonly<Record<DateFormat, RegExp>> = {
  'yyyy-mm-dd': new RegExp(`^(?<y>\\d{4})-(?<m>\\d{1,2})-(?<d>\\d{1,2})${TIME}$`),
  'yyyy/mm/dd': new RegExp(`^(?<y>\\d{4})/(?<m>\\d{1,2})/(?<d>\\d{1,2})${TIME}$`),
  'yyyy.mm.dd': new RegExp(`^(?<y>\\d{4})\\.(?<m>\\d{1,2})\\.(?<d>\\d{1,2})${TIME}$`),
  yyyymmdd: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})(?:\d{6}| ?\d{2}:\d{2}(?::\d{2})?)?$/,
  yyyy年mm月dd日: new RegExp(`^(?<y>\\d{4})年(?<m>\\d{1,2})月(?<d>\\d{1,2})日${TIME}$`),
  'dd/mm/yyyy': new RegExp(`^(?<d>\\d{1,2})/(?<m>\\d{1,2})/(?<y>\\d{4})${TIME}$`),
  'mm/dd/yyyy': new RegExp(`^(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<y>\\d{4})${TIME}$`),
};

/**
 * Reads the day of a date cell in the first of the named formats that it fits; `null` where it fits
 * none or the day does not exist. A time of day is dropped, never turned into another zone.
 */
export function parseFileDate(text: string, formats: readonly DateFormat[]): LocalDate | null {
  const trimmed = text.trim();
  for (const format of formats) {
    const parts = PATTERNS[format].exec(trimmed)?.groups;
    if (!parts) continue;
    const date = parseLocalDate(`${parts.y}-${parts.m?.padStart(2, '0')}-${parts.d?.padStart(2, '0')}`);
    if (date !== null) return date;
  }
  return null;
}
