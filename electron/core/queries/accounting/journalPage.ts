import { journalPage as journalPageContract } from '#shared/contract/accounting.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { listJournalLines, pageJournal } from '../../db/repositories/accounting/books.ts';
import { handleQuery } from '../../rpc/handlers.ts';

export const journalPage = handleQuery(journalPageContract, async (context, input) => {
  const { after, limit, ...filter } = input;
  const from = after === null ? null : Number.parseInt(after, 10);
  const found = await pageJournal(context.db, filter, from, limit + 1);
  const rows = found.slice(0, limit);
  const ids = rows.map((row) => row.journal_entry_id);
  const lines = groupBy(await listJournalLines(context.db, ids), (line) => line.journal_entry_id);
  return ok({
    rows: rows.map((row) => ({
      journalEntryId: row.journal_entry_id,
      entryNo: row.entry_no,
      postedOn: row.posted_on,
      kind: row.kind,
      sourceType: row.source_type,
      postedByName: row.posted_by_name,
      lines: (lines.get(row.journal_entry_id) ?? []).map((line) => ({
        accountCode: line.account_code,
        accountName: line.account_name,
        amountMinor: line.amount_minor,
      })),
    })),
    next: found.length > limit ? String(rows.at(-1)?.entry_no) : null,
    total: null,
  });
});
