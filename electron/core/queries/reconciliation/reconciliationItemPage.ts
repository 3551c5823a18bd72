import { reconciliationItemPage as reconciliationItemPageContract } from '#shared/contract/reconciliation.ts';
import {
  possibleActions,
  type ResolutionAction,
  type TransferTarget,
} from '#shared/domain/reconciliation/actions.ts';
import type { MatchRule } from '#shared/domain/reconciliation/itemClasses.ts';
import { groupBy } from '#shared/lib/collections.ts';
import { ok } from '#shared/lib/result.ts';
import { pageItems } from '../../db/repositories/reconciliation/reconciliationPages.ts';
import {
  loadItemLines,
  loadItemReceipts,
  loadReconciliation,
} from '../../db/repositories/reconciliation/reconciliations.ts';
import { handleQuery } from '../../rpc/handlers.ts';
import { shownBankLine } from './shownBankLine.ts';

type ActionInput = {
  readonly accountNo?: string | null;
  readonly receiptNo?: string | null;
  readonly transferTarget?: TransferTarget | null;
};

export const reconciliationItemPage = handleQuery(reconciliationItemPageContract, async (context, input) => {
  const { reconciliationId, itemClass, state, onlyDifferences, after, limit } = input;
  const day = await loadReconciliation(context.db, reconciliationId);
  if (!day) return context.refuse('not_found', { reconciliationId });
  const filter = { reconciliationId, itemClass, state, onlyDifferences };
  const found = await pageItems(context.db, filter, after, limit + 1);
  const shown = found.slice(0, limit);
  const itemIds = shown.map((row) => row.item_id);
  const lines = groupBy(await loadItemLines(context.db, itemIds), (row) => row.item_id);
  const receipts = groupBy(await loadItemReceipts(context.db, itemIds), (row) => row.item_id);
  return ok({
    rows: shown.map((row) => {
      const ofLines = lines.get(row.item_id) ?? [];
      const ofReceipts = receipts.get(row.item_id) ?? [];
      const facts = {
        itemClass: row.item_class,
        bankMinor: row.bank_minor,
        oursMinor: row.ours_minor,
        bankLineCount: ofLines.length,
        receiptCount: ofReceipts.length,
      };
      const given = JSON.parse(row.action_input_json ?? '{}') as ActionInput;
      const isOpen = row.state === 'open' && day.state === 'open';
      return {
        itemId: row.item_id,
        version: row.version,
        itemClass: row.item_class,
        state: row.state,
        matchRule: row.match_rule as MatchRule,
        bankMinor: row.bank_minor,
        oursMinor: row.ours_minor,
        bankLines: ofLines.map(shownBankLine),
        receipts: ofReceipts.map((receipt) => ({
          receiptId: receipt.receipt_id,
          receiptNo: receipt.receipt_no,
          kind: receipt.kind,
          receivedOn: receipt.received_on,
          amountMinor: receipt.amount_minor,
          channelSerialNo: receipt.channel_serial_no,
          accountNo: receipt.account_no,
          customerName: receipt.customer_name,
        })),
        referencedAccountNo: ofLines.find((line) => line.account_no !== null)?.account_no ?? null,
        possibleActions: isOpen ? [...possibleActions(facts)] : [],
        action: row.action as ResolutionAction | null,
        reason: row.reason,
        accountNo: given.accountNo ?? null,
        receiptNo: given.receiptNo ?? null,
        transferTarget: given.transferTarget ?? null,
        proposedByName: row.proposed_by_name,
        proposedAt: row.proposed_at,
        approvedByName: row.approved_by_name,
        approvedAt: row.approved_at,
      };
    }),
    next: found.length > limit ? (shown.at(-1)?.item_id ?? null) : null,
    total: null,
  });
});
