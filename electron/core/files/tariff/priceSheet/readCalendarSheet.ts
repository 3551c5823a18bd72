import type { CalendarLine, PriceError } from '#shared/domain/tariff/index.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { FileRefusal } from '../../fileRefusal.ts';
import { readTable } from '../../table.ts';
import { isCategoryHeading, periodOfWord, plainText } from './headingWords.ts';
import { monthsIn } from './seasonWords.ts';
import { cellName, range, SheetGrid } from './sheetGrid.ts';

type CalendarSheet = { readonly lines: readonly CalendarLine[]; readonly errors: readonly PriceError[] };
type Places = {
  readonly period: number;
  readonly time: number;
  readonly months: number;
  readonly category: number;
};

const SHEET_NAME = /时段/;
const HEADINGS = {
  period: /^(?:分时)?时段(?:名称|划分)?$/,
  time: /^(?:起止)?(?:时间|时刻|小时)(?:段)?$/,
  months: /^(?:执行|适用)?(?:月份|季节)$/,
} as const;
const NONE: CalendarSheet = { lines: [], errors: [] };

/**
 * The periods of the day from a sheet of their own beside the prices (时段划分表): 时段, 时间, and 月份 and 用电分类 where they
 * differ. A file without such a sheet has none, and tariffs keep their calendars.
 */
export async function readCalendarSheet(
  path: string,
  sheetNames: readonly string[],
): Promise<Result<CalendarSheet, FileRefusal>> {
  const sheetName = sheetNames.slice(1).find((name) => SHEET_NAME.test(name));
  if (sheetName === undefined) return ok(NONE);
  const table = await readTable(path, { sheetName });
  if (!table.ok) return table;
  const grid = new SheetGrid(table.value);
  const headLine = grid.lineNos.find((lineNo) => placesOf(grid, lineNo) !== null);
  const places = headLine === undefined ? null : placesOf(grid, headLine);
  if (headLine === undefined || places === null) {
    return ok({
      lines: [],
      errors: [{ code: 'calendar_header_missing', cell: null, detail: { sheet: sheetName } }],
    });
  }
  const errors: PriceError[] = [];
  const lines = grid.lineNos
    .filter((lineNo) => lineNo > headLine)
    .flatMap((lineNo) => lineOf(grid, lineNo, places, sheetName, errors) ?? []);
  return ok({ lines, errors });
}

function placesOf(grid: SheetGrid, lineNo: number): Places | null {
  const texts = range(0, grid.width - 1).map((place) => plainText(grid.at(lineNo, place).text));
  const placeOf = (heading: RegExp) => texts.findIndex((text) => heading.test(text));
  const [period, time, months] = [HEADINGS.period, HEADINGS.time, HEADINGS.months].map(placeOf);
  if (period === undefined || time === undefined || months === undefined || period < 0 || time < 0)
    return null;
  return { period, time, months, category: texts.findIndex(isCategoryHeading) };
}

function lineOf(
  grid: SheetGrid,
  lineNo: number,
  places: Places,
  sheet: string,
  errors: PriceError[],
): CalendarLine | null {
  const textAt = (place: number) => (place < 0 ? '' : plainText(grid.at(lineNo, place).text));
  const word = textAt(places.period);
  const time = textAt(places.time);
  if (time === '' || /^注/.test(word)) return null;
  const fail = (code: PriceError['code'], place: number, value: string) => {
    errors.push({ code, cell: cellName(lineNo, place), detail: { sheet, value } });
    return null;
  };
  const period = periodOfWord(word);
  if (period === null) return fail('period_unknown', places.period, word);
  const windows = windowsIn(time);
  if (windows === null) return fail('time_unknown', places.time, time);
  const months = monthsIn(textAt(places.months));
  if (months === null) return fail('months_unknown', places.months, textAt(places.months));
  const category = textAt(places.category);
  return {
    period,
    windows,
    ...(months.length > 0 && { months }),
    category: category === '' ? null : category,
  };
}

const SPAN = /(\d{1,2})(?:[:时点](\d{2})?分?)?[-~—–至到]+(?:次日)?(\d{1,2})(?:[:时点](\d{2})?分?)?/g;

/** `8:00-12:00、22:00-次日8:00` as windows; `null` where something else stands between. */
export function windowsIn(text: string): CalendarLine['windows'] | null {
  const plain = plainText(text);
  if (plain.replace(SPAN, '').replace(/[、,;和及每日天]/g, '') !== '') return null;
  const windows = [...plain.matchAll(SPAN)].map(([, from = '', fromMinute, to = '', toMinute]) => ({
    from: `${from.padStart(2, '0')}:${fromMinute ?? '00'}`,
    to: `${to.padStart(2, '0')}:${toMinute ?? '00'}`,
  }));
  return windows.length === 0 ? null : windows;
}
