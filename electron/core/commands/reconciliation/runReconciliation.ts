import { reconciliationRun } from '#shared/contract/reconciliation.ts';
import { isAgreement } from '#shared/domain/reconciliation/itemClasses.ts';
import { type DayItem, itemKey, matchDay } from '#shared/domain/reconciliation/matchDay.ts';
import { sumOf } from '#shared/domain/reconciliation/matchPool.ts';
import { reconciliationSettingsOf } from '#shared/domain/reconciliation/settings.ts';
import { chunked } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { loadChannel } from '../../db/repositories/collection/payers.ts';
import { loadPopulation } from '../../db/repositories/reconciliation/population.ts';
import {
  deleteItems,
  findDay,
  findOpenItemsHolding,
  insertItems,
  insertReconciliation,
  loadUnworkedItems,
  type NewItem,
  summarise,
  updateReconciliation,
} from '../../db/repositories/reconciliation/reconciliations.ts';
import { handleCommand } from '../../rpc/handlers.ts';

const keyOf = (item: DayItem) =>
  itemKey(
    item.itemClass,
    item.matchRule,
    item.bankLines.map((line) => line.lineId),
    item.receipts.map((receipt) => receipt.receiptId),
  );

const ITEMS_A_PART = 2_000;

const newItem = (item: DayItem, itemId: string): NewItem => ({
  itemId,
  itemClass: item.itemClass,
  matchRule: item.matchRule,
  state: isAgreement(item.itemClass) ? 'agreed' : 'open',
  bankMinor: sumOf(item.bankLines),
  oursMinor: sumOf(item.receipts),
  lines: item.bankLines,
  receipts: item.receipts,
});

export const runReconciliation = handleCommand(reconciliationRun, async (context, input) => {
  const { tx } = context;
  const { channelCode, businessOn } = input;
  const channel = await loadChannel(tx, channelCode);
  if (channel?.kind !== 'bank') return context.refuse('channel_not_found', { channelCode });
  const before = await findDay(tx, channelCode, businessOn);
  if (before?.state === 'signed_off') {
    return context.refuse('signed_off', { reconciliationId: before.reconciliation_id });
  }
  const reconciliationId = before?.reconciliation_id ?? context.newId();
  const { windowDays } = reconciliationSettingsOf(JSON.parse(context.office.settings_json));
  const population = await loadPopulation(tx, { channelCode, businessOn, reconciliationId, windowDays });
  const hasOwn = [...population.lines, ...population.receipts].some(({ isOwn }) => isOwn);
  if (!before && !hasOwn) return context.refuse('nothing_to_reconcile', { channelCode, businessOn });
  const { length: lineCount } = population.lines;
  await context.checkpoint(0, lineCount);

  const wanted = new Map(matchDay(population.lines, population.receipts).map((item) => [keyOf(item), item]));
  const stored = await loadUnworkedItems(tx, reconciliationId);
  const gone: string[] = [];
  for (const { itemId, itemClass, matchRule, lineIds, receiptIds } of stored) {
    const key = itemKey(itemClass, matchRule as DayItem['matchRule'], lineIds, receiptIds);
    if (!wanted.delete(key)) gone.push(itemId);
  }
  const fresh = [...wanted.values()];
  // What is compared counts as much as what is written of it.
  const workCount = lineCount + fresh.length;
  await context.checkpoint(lineCount, workCount);
  const taken = await findOpenItemsHolding(tx, reconciliationId, {
    lineIds: fresh.flatMap((item) =>
      item.bankLines.filter(({ isOwn }) => !isOwn).map(({ lineId }) => lineId),
    ),
    receiptIds: fresh.flatMap((item) =>
      item.receipts.filter(({ isOwn }) => !isOwn).map(({ receiptId }) => receiptId),
    ),
  });
  await deleteItems(tx, [...gone, ...taken]);
  const changedCount = fresh.length + gone.length;
  const version = (before?.version ?? 0) + (before && changedCount === 0 ? 0 : 1);
  const run = { run_by: context.actor.userId, run_at: context.now, version };
  if (!before) {
    await insertReconciliation(tx, {
      reconciliation_id: reconciliationId,
      channel_code: channelCode,
      business_on: businessOn,
      state: 'open',
      signed_off_by: null,
      signed_off_at: null,
      ...run,
    });
  } else if (changedCount > 0) await updateReconciliation(tx, reconciliationId, run);
  let done = lineCount;
  for (const part of chunked(fresh, ITEMS_A_PART)) {
    await insertItems(
      tx,
      reconciliationId,
      part.map((item) => newItem(item, context.newId())),
    );
    done += part.length;
    await context.checkpoint(done, workCount);
  }
  const summary = await summarise(tx, reconciliationId);
  const count = (state?: string) =>
    summary.reduce((sum, row) => sum + (state === undefined || row.state === state ? row.count : 0), 0);
  context.audit({
    subjectType: 'reconciliation',
    subjectId: reconciliationId,
    detail: { channelCode, businessOn, changedCount, openCount: count('open') },
  });
  context.publish('reconciliation');
  return ok({
    reconciliationId,
    version,
    bankLineCount: population.lines.filter(({ isOwn }) => isOwn).length,
    receiptCount: population.receipts.filter(({ isOwn }) => isOwn).length,
    itemCount: count(),
    openCount: count('open'),
    changedCount,
  });
});
