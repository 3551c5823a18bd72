import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { addMonths, type Period } from '#shared/domain/localDate.ts';
import { Decimal, decimalOf, decimalText } from '#shared/domain/money.ts';
import { cycleDayOf } from '#shared/domain/reading/cycle.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerDatabase } from '../db/database.ts';
import { listRoutes } from '../db/repositories/customers/routes.ts';
import { writeWorkbook } from '../files/sheetWriter.ts';
import { writeCsv } from '../files/writeCsv.ts';
import { loadMeterStates, type MeterState } from './meterStates.ts';

export type SampleReadingFile = {
  readonly path: string;
  readonly routeId: string;
  readonly routeNo: string;
  readonly lineCount: number;
};

const WORDS: Readonly<Record<string, string>> = {
  total: '总',
  sharp: '尖',
  peak: '峰',
  flat: '平',
  valley: '谷',
  deep_valley: '深谷',
};

/** How the senders of the routes' files write, in turn: a row a register or a row a meter, and the file. */
const SENDERS = [
  { isLong: true, kind: 'gb18030' },
  { isLong: false, kind: 'xlsx' },
  { isLong: false, kind: 'utf-8' },
  { isLong: true, kind: 'utf-8' },
] as const;

/** Nobody keeps more than this in a workbook: larger routes come as CSV. */
const MOST_WORKBOOK_LINES = 5_000;

/** Places in the walking order at which a route meets the difficulties of real life. */
const DIFFICULTY = { missing: 3, tenfold: 5, estimated: 7 } as const;

type Line = {
  readonly meter: MeterState;
  readonly current: ReadonlyMap<string, string>;
  readonly quality: string;
};

type MonthPlan = { readonly folder: string; readonly period: Period };

/**
 * Writes the reading files of a month, one a route, as different senders would: the first GB18030 with a
 * row a register, the second a workbook with a row a meter, then UTF-8, and so on in turn. In each one meter was not
 * read, one was estimated, and one value was typed with a digit too many. The other meters went on as in
 * the month before. `checkpoint` hears how many meters were read; where it stops the work, no file stays behind.
 */
export async function writeMonthReadings(
  db: LedgerDatabase,
  plan: MonthPlan & { readonly checkpoint?: (meterCount: number) => Promise<void> },
): Promise<SampleReadingFile[]> {
  const madeFolder = mkdirSync(plan.folder, { recursive: true });
  const files: SampleReadingFile[] = [];
  try {
    await writeRoutes(db, plan, files, plan.checkpoint);
    return files;
  } catch (error) {
    for (const { path } of files) rmSync(path, { force: true });
    if (madeFolder !== undefined) rmSync(madeFolder, { recursive: true, force: true });
    throw error;
  }
}

async function writeRoutes(
  db: LedgerDatabase,
  plan: MonthPlan,
  files: SampleReadingFile[],
  checkpoint?: (meterCount: number) => Promise<void>,
): Promise<void> {
  const months = [addMonths(plan.period, -2), addMonths(plan.period, -1)] as const;
  let meterCount = 0;
  for (const route of await listRoutes(db)) {
    const meters = await loadMeterStates(db, route.route_id, ...months);
    if (meters.length === 0) continue;
    const readOn = cycleDayOf(plan.period, route.cycle_day);
    const lines = meters.map((meter, index) => lineOf(meter, index + 1));
    const { isLong, kind } = SENDERS[files.length % SENDERS.length] ?? SENDERS[0];
    const [columns = [], ...rows] = isLong ? longRows(lines, readOn) : wideRows(lines, readOn);
    const isWorkbook = kind === 'xlsx' && rows.length <= MOST_WORKBOOK_LINES;
    const name = `抄表_${route.route_no}_${plan.period}`;
    const path = join(plan.folder, `${name}.${isWorkbook ? 'xlsx' : 'csv'}`);
    const written = isWorkbook
      ? await writeReadingWorkbook(path, { columns, rows, readOn })
      : await writeCsv(path, { columns, rows, encoding: kind === 'xlsx' ? 'utf-8' : kind });
    assert(written.ok, `the sample's folder can be written: ${path}`);
    files.push({ path, routeId: route.route_id, routeNo: route.route_no, lineCount: rows.length });
    meterCount += meters.length;
    await checkpoint?.(meterCount);
  }
}

/** A workbook as a person keeps it; identifiers and values are text, so that nothing is rounded. */
function writeReadingWorkbook(
  path: string,
  sheet: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly string[])[];
    readonly readOn: string;
  },
) {
  const facts = { author: '抄表班', createdAt: `${sheet.readOn}T09:00:00.000Z` };
  return writeWorkbook(path, facts, (writer) =>
    writer.sheet(
      '抄表',
      sheet.columns.map((heading) => ({ heading, kind: 'text' })),
      sheet.rows,
    ),
  );
}

function lineOf(meter: MeterState, place: number): Line {
  const current = new Map<string, string>();
  for (const [register, { before, last }] of meter.registers) {
    if (place === DIFFICULTY.missing) {
      current.set(register, '');
      continue;
    }
    const overflow = new Decimal(10).pow(meter.digits);
    const next = decimalOf(last).plus(decimalOf(last).minus(before).abs());
    // A register of n digits begins again at zero.
    const shown = next.gte(overflow) ? next.minus(overflow) : next;
    current.set(register, decimalText(place === DIFFICULTY.tenfold ? shown.times(10) : shown));
  }
  return { meter, current, quality: place === DIFFICULTY.estimated ? '估抄' : '实抄' };
}

function longRows(lines: readonly Line[], readOn: string): string[][] {
  const header = [
    '户号',
    '资产编号',
    '示数类型',
    '上次示数',
    '本次示数',
    '倍率',
    '抄表日期',
    '数据来源',
    '备注',
  ];
  const rows = lines.flatMap(({ meter, current, quality }) =>
    [...meter.registers].map(([register, { last }]) => [
      meter.accountNo,
      meter.meterNo,
      WORDS[register] ?? register,
      last,
      current.get(register) ?? '',
      meter.multiplier,
      readOn,
      quality,
      '',
    ]),
  );
  return [header, ...rows];
}

function wideRows(lines: readonly Line[], readOn: string): string[][] {
  const registers = Object.keys(WORDS);
  const header = ['户号', '资产编号', '倍率', '抄表日期', '数据来源', ...Object.values(WORDS)];
  const rows = lines.map(({ meter, current, quality }) => [
    meter.accountNo,
    meter.meterNo,
    meter.multiplier,
    readOn,
    quality,
    ...registers.map((register) => current.get(register) ?? ''),
  ]);
  return [header, ...rows];
}
