import type { LocalDate } from '#shared/domain/localDate.ts';
import type { DecimalText } from '#shared/domain/money.ts';
import { isWaitingForMeter } from '#shared/domain/reading/lineStates.ts';
import { registerText, resolveRow } from '#shared/domain/reading/meterPlace.ts';
import type {
  LineError,
  MeterFileChunk,
  MeterRow,
  RowRegister,
  StatedReading,
} from '#shared/domain/reading/meterRow.ts';
import { REGISTER_CODES } from '#shared/domain/reading/registers.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerTransaction } from '../../database.ts';
import type { ReadingBatchChunkRow, ReadingBatchLineRow } from '../../schema/reading.ts';
import { chunkRow, type PackedLine, packLine, type SettledOutcome } from './batchChunks.ts';
import type { NumberedCandidate, Outcome, ReadingIntake } from './intake.ts';
import { loadMeterPlaces } from './meterPlaces.ts';

/** What became of each value, in the order of the rows. */
export type LineOutcome =
  | Outcome
  | {
      readonly state: 'unknown_meter';
      readonly code: string;
      readonly field: string;
      readonly value: string | null;
    };

/** Takes the values of some lines: finds their meters, and hands the good ones to the intake. */
export async function takeRows(
  tx: LedgerTransaction,
  intake: ReadingIntake,
  rows: readonly StatedReading[],
  today: LocalDate,
): Promise<LineOutcome[]> {
  const meterNos = new Set<string>();
  const accountNos = new Set<string>();
  for (const { meterNo, accountNo } of rows) {
    if (meterNo !== null) meterNos.add(meterNo);
    else if (accountNo !== null) accountNos.add(accountNo);
  }
  const places = await loadMeterPlaces(tx, [...meterNos], [...accountNos]);
  const outcomes = new Array<LineOutcome>(rows.length);
  const candidates: NumberedCandidate[] = [];
  const indexes: number[] = [];
  for (const [index, row] of rows.entries()) {
    const resolved = resolveRow(row, places, today);
    if (resolved.ok) {
      candidates.push({ candidate: resolved.value, lineNo: row.lineNo });
      indexes.push(index);
    } else if (isWaitingForMeter(resolved.error.code)) {
      outcomes[index] = { ...resolved.error, state: 'unknown_meter' };
    } else outcomes[index] = { ...resolved.error, state: 'rejected' };
  }
  const taken = await intake.take(candidates);
  for (const [position, outcome] of taken.entries()) outcomes[indexes[position] ?? -1] = outcome;
  return outcomes;
}

/** What is kept of a chunk of a file. */
export type KeptChunk = {
  /** Values that somebody has to look after, then lines that could not be read. */
  readonly problems: readonly ReadingBatchLineRow[];
  /** The values that were accepted or known already; `null` without any. */
  readonly settled: ReadingBatchChunkRow | null;
};

/** The rows that keep a chunk of a file, the `chunkNo`th from 1, with what became of its values. */
export function keptChunk(
  batchId: string,
  chunkNo: number,
  chunk: MeterFileChunk,
  outcomes: readonly LineOutcome[],
): KeptChunk {
  const items = new Map<number, number>();
  const nextItem = (lineNo: number) => {
    const itemNo = (items.get(lineNo) ?? 0) + 1;
    items.set(lineNo, itemNo);
    return itemNo;
  };
  const problems: ReadingBatchLineRow[] = [];
  const settled: PackedLine[] = [];
  for (const [index, row] of chunk.rows.entries()) {
    const outcome = outcomes[index];
    assert(outcome !== undefined, 'every value of a chunk has an outcome');
    const itemNo = nextItem(row.lineNo);
    if (isSettled(outcome)) settled.push(packLine(row, itemNo, outcome));
    else problems.push(problemLine(batchId, itemNo, row, outcome));
  }
  for (const error of chunk.errors) problems.push(errorLine(batchId, nextItem(error.lineNo), error));
  return { problems, settled: chunkRow(batchId, chunkNo, settled) };
}

const isSettled = (outcome: LineOutcome): outcome is SettledOutcome => 'readingId' in outcome;

function problemLine(
  batchId: string,
  itemNo: number,
  row: MeterRow,
  { state, code, field, value }: Exclude<LineOutcome, SettledOutcome>,
): ReadingBatchLineRow {
  return {
    batch_id: batchId,
    line_no: row.lineNo,
    item_no: itemNo,
    register_code: registerText(row),
    state,
    code,
    field,
    value,
    account_no: row.accountNo,
    meter_no: row.meterNo,
    read_on: row.readOn,
    previous_read_on: row.previousReadOn,
    previous_kwh: row.previous,
    current_kwh: row.current,
    multiplier: row.multiplier,
    quality: row.quality,
    raw_text: row.rawText,
    reading_id: null,
  };
}

function errorLine(batchId: string, itemNo: number, error: LineError): ReadingBatchLineRow {
  return {
    batch_id: batchId,
    line_no: error.lineNo,
    item_no: itemNo,
    register_code: null,
    state: 'rejected',
    code: error.code,
    field: error.field,
    value: error.value,
    account_no: null,
    meter_no: null,
    read_on: null,
    previous_read_on: null,
    previous_kwh: null,
    current_kwh: null,
    multiplier: null,
    quality: null,
    raw_text: error.rawText,
    reading_id: null,
  };
}

/** A stored line as the row that it was made of. */
export function rowOfLine(line: ReadingBatchLineRow): MeterRow {
  return {
    lineNo: line.line_no,
    rawText: line.raw_text,
    accountNo: line.account_no,
    meterNo: line.meter_no,
    register: registerOf(line.register_code ?? ''),
    readOn: line.read_on as LocalDate,
    previousReadOn: line.previous_read_on as LocalDate | null,
    previous: line.previous_kwh as DecimalText | null,
    current: line.current_kwh as DecimalText | null,
    multiplier: line.multiplier as DecimalText | null,
    quality: line.quality as MeterRow['quality'],
    anomalyCode: null,
    readerName: null,
    remark: null,
  };
}

function registerOf(text: string): RowRegister {
  return REGISTER_CODES.find((code) => code === text) ?? { rate: Number(text.slice('rate:'.length)) };
}
