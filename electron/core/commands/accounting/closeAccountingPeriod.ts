import { accountingPeriodClose } from '#shared/contract/accounting.ts';
import { decideClosing } from '#shared/domain/accounting/periodClose.ts';
import { addMonths, type Period } from '#shared/domain/localDate.ts';
import { ok } from '#shared/lib/result.ts';
import type { LedgerDatabase } from '../../db/database.ts';
import {
  findFirstPeriod,
  insertPeriodClose,
  isPeriodClosed,
} from '../../db/repositories/accounting/closedPeriods.ts';
import { listBlockers } from '../../db/repositories/accounting/closingBlockers.ts';
import { holdJournal } from '../../db/repositories/accounting/journal.ts';
import { handleCommand } from '../../rpc/handlers.ts';

export const closeAccountingPeriod = handleCommand(accountingPeriodClose, async (context, { period }) => {
  const { tx, actor, now, businessDate } = context;
  // Nobody posts between the look at what is open and the closing.
  const journal = await holdJournal(tx);
  const decision = decideClosing({
    period,
    today: businessDate,
    isClosed: await isPeriodClosed(tx, period),
    earlierOpen: await findEarlierOpen(tx, period),
    blockers: await listBlockers(tx, period),
  });
  if (!decision.ok) return context.refuse(decision.error.code, decision.error.detail);
  await insertPeriodClose(tx, {
    period,
    last_entry_no: journal.last,
    closed_by: actor.userId,
    closed_at: now,
  });
  context.audit({
    subjectType: 'accounting_period',
    subjectId: period,
    detail: { outcome: 'closed', lastEntryNo: journal.last },
  });
  context.publish('accounting');
  return ok({ period, closedAt: now });
});

async function findEarlierOpen(db: LedgerDatabase, period: Period): Promise<Period | null> {
  const first = await findFirstPeriod(db);
  for (let earlier = first ?? period; earlier < period; earlier = addMonths(earlier, 1)) {
    if (!(await isPeriodClosed(db, earlier))) return earlier;
  }
  return null;
}
