import type { LineState } from '#shared/domain/reading/lineStates.ts';
import type { LedgerDatabase } from '../../database.ts';
import { decodeKeyset, encodeKeyset } from '../keyset.ts';
import { contains } from '../textSearch.ts';
import { loadSettledLines } from './batchChunks.ts';

const PROBLEM_STATES: readonly LineState[] = ['rejected', 'unknown_meter'];

type Page = { readonly after: string | null; readonly limit: number };

type Filter = {
  readonly period?: string | undefined;
  readonly batchId?: string | undefined;
  readonly routeId?: string | undefined;
  readonly fileName?: string | undefined;
  readonly isComplete?: boolean | undefined;
};

/** Imported files, the latest first. */
export async function pageBatches(db: LedgerDatabase, page: Page, filter: Filter) {
  const { period, batchId, routeId, fileName, isComplete } = filter;
  const after = decodeKeyset(page.after, 2);
  let query = db
    .selectFrom('reading_batch')
    .innerJoin('user_account', 'user_account.user_id', 'reading_batch.imported_by')
    .leftJoin('route', 'route.route_id', 'reading_batch.route_id')
    .selectAll('reading_batch')
    .select(['user_account.display_name', 'route.route_no'])
    .orderBy('reading_batch.imported_at', 'desc')
    .orderBy('reading_batch.batch_id', 'desc')
    .limit(page.limit + 1);
  if (period !== undefined) query = query.where('reading_batch.period', '=', period);
  if (batchId !== undefined) query = query.where('reading_batch.batch_id', '=', batchId);
  if (routeId !== undefined) query = query.where('reading_batch.route_id', '=', routeId);
  if (fileName) query = query.where(({ ref }) => contains(ref('reading_batch.file_name'), fileName));
  if (isComplete !== undefined) {
    query = query.where(({ eb, lit }) =>
      eb(
        eb('reading_batch.rejected_count', '+', eb.ref('reading_batch.unknown_meter_count')),
        isComplete ? '=' : '>',
        lit(0),
      ),
    );
  }
  if (after) {
    const [importedAt = '', lastId = ''] = after;
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('reading_batch.imported_at', 'reading_batch.batch_id'), '<', tuple(importedAt, lastId)),
    );
  }
  const rows = await query.execute();
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last ? encodeKeyset([last.imported_at, last.batch_id]) : null;
  return { rows: shown, next };
}

/** Lines of a batch in their order: all, those of one state, or those that were not accepted. */
export async function pageBatchLines(
  db: LedgerDatabase,
  batchId: string,
  page: Page,
  state: LineState | 'problems' | 'all',
) {
  const [lineNo = 0, itemNo = 0] = decodeKeyset(page.after, 2)?.map(Number) ?? [];
  let query = db
    .selectFrom('reading_batch_line')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where(({ eb, refTuple, tuple }) => eb(refTuple('line_no', 'item_no'), '>', tuple(lineNo, itemNo)))
    .orderBy('line_no')
    .orderBy('item_no')
    .limit(page.limit + 1);
  if (state === 'problems') query = query.where('state', 'in', [...PROBLEM_STATES]);
  else if (state !== 'all') query = query.where('state', '=', state);
  const rows = await query.execute();
  if (state === 'all' || state === 'accepted' || state === 'unchanged') {
    const wanted = state === 'all' ? null : state;
    rows.push(...(await loadSettledLines(db, batchId, { lineNo, itemNo }, page.limit + 1, wanted)));
    rows.sort((one, other) => one.line_no - other.line_no || one.item_no - other.item_no);
  }
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next =
    rows.length > page.limit && last ? encodeKeyset([String(last.line_no), String(last.item_no)]) : null;
  return { rows: shown, next };
}

/** All lines that were not accepted. */
export function loadProblemLines(db: LedgerDatabase, batchId: string) {
  return db
    .selectFrom('reading_batch_line')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('state', 'in', [...PROBLEM_STATES])
    .orderBy('line_no')
    .orderBy('item_no')
    .execute();
}
