import type { LineError, MeterFileChunk, MeterRow } from './meterRow.ts';

/**
 * Cuts a file into chunks of about so many values anew, so that neighbouring values of one meter are in one chunk: what
 * is decided about a meter then mostly needs no other chunk. Values and errors stay in their order.
 */
export function* cutAtMeters(chunks: Iterable<MeterFileChunk>, size: number): Generator<MeterFileChunk> {
  let rows: readonly MeterRow[] = [];
  let errors: readonly LineError[] = [];
  for (const chunk of chunks) {
    rows = [...rows, ...chunk.rows];
    errors = [...errors, ...chunk.errors];
    for (let end = endOfChunk(rows, size); end > 0; end = endOfChunk(rows, size)) {
      const lastLineNo = rows[end - 1]?.lineNo ?? 0;
      yield { rows: rows.slice(0, end), errors: errors.filter(({ lineNo }) => lineNo <= lastLineNo) };
      rows = rows.slice(end);
      errors = errors.filter(({ lineNo }) => lineNo > lastLineNo);
    }
  }
  if (rows.length > 0 || errors.length > 0) yield { rows, errors };
}

/** Where the first chunk of some values ends; 0 while they may all belong to it. */
function endOfChunk(rows: readonly MeterRow[], size: number): number {
  if (rows.length <= size) return 0;
  let end = size;
  while (end > 0 && isSameMeter(rows[end - 1], rows[end])) end -= 1;
  // One meter with more values than a chunk has is cut through.
  return end > 0 ? end : size;
}

function isSameMeter(one: MeterRow | undefined, other: MeterRow | undefined): boolean {
  return one?.meterNo === other?.meterNo && one?.accountNo === other?.accountNo;
}
