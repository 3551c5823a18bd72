import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import { postTransfer } from '#shared/domain/accounting/posting.ts';
import { collectionSettingsOf } from '#shared/domain/collection/collectionSettings.ts';
import { localDate } from '#shared/domain/localDate.ts';
import { minor } from '#shared/domain/money.ts';
import type { ResolutionAction, TransferTarget } from '#shared/domain/reconciliation/actions.ts';
import { transferredMinor } from '#shared/domain/reconciliation/decideResolution.ts';
import { assert } from '#shared/lib/assert.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { LedgerTransaction } from '../../database.ts';
import { postJournalEntries } from '../accounting/journal.ts';
import {
  type BookedReceipt,
  type BookingStamp,
  bookPayment,
  bookReversal,
} from '../collection/bookReceipt.ts';
import { insertArrival, loadArrival } from '../collection/depositArrivals.ts';
import { loadChannel, loadPayer } from '../collection/payers.ts';
import { findReceiptOfSerialNo, loadReceipt } from '../collection/receipts.ts';
import { linkReceipts } from './reconciliations.ts';
import type { ItemAtWork } from './workedItem.ts';

export type CarriedOut = {
  readonly receiptNos: readonly string[];
  readonly journalEntryId: string | null;
  /** What the posted receipts add to our side of the item. */
  readonly postedMinor: number;
  readonly transferredMinor: number;
};

export type CarryOutRefusal = {
  readonly code:
    | 'account_not_found'
    | 'receipt_not_found'
    | 'receipt_already_reversed'
    | 'deposit_not_found'
    | 'deposit_arrived'
    | 'prepaid_used';
  readonly detail: Readonly<Record<string, unknown>>;
};

type ActionInput = {
  readonly accountNo: string | null;
  readonly receiptNo: string | null;
  readonly depositNo?: string | null;
  readonly transferTarget: TransferTarget | null;
};

const TARGET_ACCOUNTS: Readonly<Record<TransferTarget, string>> = {
  surplus: ACCOUNT.surplus,
  shortage: ACCOUNT.shortage,
  bank_charges: ACCOUNT.bankCharges,
};

/**
 * Posts what an approved action says. Receipts that it makes belong to the item, so that no later day
 * looks for them at the bank; afterwards bank, receipts and transfers of the item agree.
 */
export async function carryOutResolution(
  tx: LedgerTransaction,
  stamp: BookingStamp,
  item: ItemAtWork,
  settings: unknown,
): Promise<Result<CarriedOut, CarryOutRefusal>> {
  const { row } = item;
  const action = row.action as ResolutionAction;
  const input = JSON.parse(row.action_input_json ?? '{}') as ActionInput;
  const missingMinor = row.bank_minor - row.ours_minor;
  const booked: BookedReceipt[] = [];
  let journalEntryId: string | null = null;

  if (action === 'reverse_receipt' || action === 'replace_receipt') {
    const receiptNo = input.receiptNo ?? '';
    const receipt = await loadReceipt(tx, receiptNo);
    if (!receipt) return refused({ code: 'receipt_not_found', detail: { receiptNo } });
    const reversal = await bookReversal(tx, stamp, receipt, row.reason ?? '');
    if (!reversal.ok) {
      const { code, detail } = reversal.error;
      return refused({ code: code === 'prepaid_used' ? code : 'receipt_already_reversed', detail });
    }
    booked.push(reversal.value);
    if (action === 'replace_receipt') {
      const again = await bookFor(tx, stamp, item, receipt.account_no, row.bank_minor, settings);
      if (!again.ok) return again;
      booked.push(again.value);
    }
  }
  if (action === 'post_missing_receipt') {
    const posted = await bookFor(tx, stamp, item, input.accountNo ?? '', missingMinor, settings);
    if (!posted.ok) return posted;
    booked.push(posted.value);
  }
  if (action === 'transfer_to_account' || action === 'refund') {
    const target = TARGET_ACCOUNTS[input.transferTarget ?? 'surplus'];
    journalEntryId = await postDifference(tx, stamp, item, target, missingMinor);
  }
  if (action === 'match_deposit') {
    const depositNo = input.depositNo ?? '';
    const deposit = await loadArrival(tx, depositNo);
    if (!deposit) return refused({ code: 'deposit_not_found', detail: { depositNo } });
    if (deposit.arrived_item_id !== null) return refused({ code: 'deposit_arrived', detail: { depositNo } });
    await insertArrival(tx, deposit.deposit_id, row.item_id);
  }
  await linkReceipts(
    tx,
    booked.map(({ receiptId, amountMinor }) => ({ itemId: row.item_id, receiptId, amountMinor })),
  );
  return ok({
    receiptNos: booked.map(({ receiptNo }) => receiptNo),
    journalEntryId,
    postedMinor: booked.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    transferredMinor: transferredMinor(item.worked, action),
  });
}

/** A receipt over money at the bank; late fees count to the bank's day, not to the day of the approval. */
async function bookFor(
  tx: LedgerTransaction,
  stamp: BookingStamp,
  item: ItemAtWork,
  accountNo: string,
  amountMinor: number,
  settings: unknown,
): Promise<Result<BookedReceipt, CarryOutRefusal>> {
  const { channel_code: channelCode, business_on: businessOn } = item.row;
  const customer = await loadPayer(tx, accountNo);
  if (!customer) return refused({ code: 'account_not_found', detail: { accountNo } });
  const channel = await loadChannel(tx, channelCode);
  assert(channel !== undefined, `no channel ${channelCode}`);
  const serialNo = item.lines[0]?.serial_no ?? null;
  const isUsed = serialNo !== null && (await findReceiptOfSerialNo(tx, channelCode, serialNo)) !== null;
  const booked = await bookPayment(tx, stamp, {
    customer,
    channel,
    method: item.receipts[0]?.method ?? 'transfer',
    amountMinor: minor(amountMinor),
    channelSerialNo: isUsed ? null : serialNo,
    instruction: null,
    paidOn: localDate(item.lines[0]?.booked_on ?? businessOn),
    settings: collectionSettingsOf(settings),
  });
  assert(booked.ok, 'a payment without instruction is never refused');
  return booked;
}

async function postDifference(
  tx: LedgerTransaction,
  stamp: BookingStamp,
  item: ItemAtWork,
  target: string,
  missingMinor: number,
): Promise<string> {
  const channel = await loadChannel(tx, item.row.channel_code);
  assert(channel !== undefined, `no channel ${item.row.channel_code}`);
  const transit = channel.transit_account_code;
  const journalEntryId = stamp.newId();
  const [from, to] = missingMinor > 0 ? [target, transit] : [transit, target];
  await postJournalEntries(tx, [
    {
      journalEntryId,
      postedOn: stamp.businessDate,
      sourceType: 'reconciliation_item',
      sourceId: item.row.item_id,
      postedBy: stamp.userId,
      postedAt: stamp.now,
      posting: postTransfer('transfer', { from, to, amountMinor: minor(Math.abs(missingMinor)) }),
    },
  ]);
  return journalEntryId;
}
