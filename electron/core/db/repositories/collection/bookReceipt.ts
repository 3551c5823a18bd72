import { ACCOUNT } from '#shared/domain/accounting/chartOfAccounts.ts';
import { mirrored, type Posting, postReceipt } from '#shared/domain/accounting/posting.ts';
import {
  allocatePayment,
  type InstructionRefusal,
  type PaymentInstruction,
} from '#shared/domain/collection/allocatePayment.ts';
import type { CollectionSettings } from '#shared/domain/collection/collectionSettings.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { type Minor, minor } from '#shared/domain/money.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { LedgerTransaction } from '../../database.ts';
import type { ReceiptRow } from '../../schema/collection.ts';
import type { ChannelRow } from '../../schema/reconciliation.ts';
import { loadPostingLines, postJournalEntries } from '../accounting/journal.ts';
import { takeNumbers } from '../accounting/numberSequence.ts';
import { insertMany } from '../bulk.ts';
import { cancelUnpaidLateFees } from './cancelLateFees.ts';
import { loadDebts, type OpenDebt } from './debts.ts';
import { findMovedMoney, movedLines } from './movedMoney.ts';
import { insertPrepaidMovements, loadPrepaidBalance } from './prepaid.ts';
import type { ShownReceipt } from './receipts.ts';
import { addToReceived } from './receivables.ts';

/** Who books, and when. */
export type BookingStamp = {
  readonly userId: string;
  readonly now: string;
  readonly businessDate: LocalDate;
  readonly newId: () => string;
};

export type NewPayment = {
  readonly customer: { readonly customer_id: string; readonly customer_class: string };
  readonly channel: ChannelRow;
  readonly method: ReceiptRow['method'];
  readonly amountMinor: Minor;
  readonly channelSerialNo: string | null;
  readonly instruction: PaymentInstruction | null;
  /** The day up to which late fees count: today at the counter, the bank's day for money that came there. */
  readonly paidOn: LocalDate;
  readonly settings: CollectionSettings;
};

export type BookedAllocation = {
  readonly receivableId: string;
  readonly billNo: string;
  readonly period: string;
  readonly kind: 'principal' | 'late_fee';
  readonly amountMinor: number;
};

export type BookedReceipt = {
  readonly receiptId: string;
  readonly receiptNo: string;
  readonly journalEntryId: string;
  readonly amountMinor: number;
  readonly prepaidMinor: number;
  readonly lateFeeMinor: number;
  readonly allocations: readonly BookedAllocation[];
};

const RECEIPT_NO_DIGITS = 10;

/**
 * Books money that came in: the receipt with the next number, what it settles, late fees that it pays, the
 * rest as prepaid money, and the entry. The one way in which a receipt comes to be, whoever asks for it.
 */
export async function bookPayment(
  tx: LedgerTransaction,
  stamp: BookingStamp,
  payment: NewPayment,
): Promise<Result<BookedReceipt, InstructionRefusal>> {
  const { customer, channel, settings, amountMinor } = payment;
  const debts = await loadDebts(tx, customer, payment.paidOn, settings);
  const divided = allocatePayment(debts, amountMinor, {
    order: settings.lateFeeOrder,
    instruction: payment.instruction,
  });
  if (!divided.ok) return divided;
  const { allocations, principalMinor, lateFeeMinor, prepaidMinor } = divided.value;
  const isCash = channel.kind === 'counter' && payment.method === 'cash';
  const receipt = await insertReceipt(tx, stamp, {
    customerId: customer.customer_id,
    kind: 'payment',
    reversesId: null,
    reversesEntryId: null,
    amountMinor,
    method: payment.method,
    channelCode: channel.channel_code,
    channelSerialNo: payment.channelSerialNo,
    prepaidMinor,
    lateFeeMinor,
    reason: null,
    allocations,
    posting: postReceipt({
      customerId: customer.customer_id,
      moneyAccount: isCash ? ACCOUNT.cash : channel.transit_account_code,
      principalMinor,
      lateFeeMinor,
      prepaidMinor,
    }),
  });
  const paid = new Set(allocations.map(({ receivableId }) => receivableId));
  await insertCharges(
    tx,
    stamp,
    receipt.receiptId,
    debts.filter(({ receivableId }) => paid.has(receivableId)),
  );
  const byId = new Map(debts.map((debt) => [debt.receivableId, debt]));
  return ok({
    ...receipt,
    amountMinor,
    prepaidMinor,
    lateFeeMinor,
    allocations: allocations.map((one) => ({
      ...one,
      billNo: byId.get(one.receivableId)?.billNo ?? '',
      period: byId.get(one.receivableId)?.period ?? '',
    })),
  });
}

export type ReversalRefusal = {
  readonly code: 'is_reversal' | 'already_reversed' | 'prepaid_used';
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * Takes a receipt back by its mirror, dated today: a receipt of its own with the next number, the entry with
 * every sign turned. Late fees that it had paid are owed again. Money that has moved on with a bill that was
 * cancelled and issued anew is taken from where it is.
 */
export async function bookReversal(
  tx: LedgerTransaction,
  stamp: BookingStamp,
  original: ShownReceipt,
  reason: string,
): Promise<Result<BookedReceipt, ReversalRefusal>> {
  const { receipt_no: receiptNo } = original;
  if (original.kind === 'reversal') {
    return refused({ code: 'is_reversal', detail: { receiptNo, reversesNo: original.reverses_no } });
  }
  if (original.reversed_by_no !== null) {
    return refused({
      code: 'already_reversed',
      detail: { receiptNo, reversedByNo: original.reversed_by_no },
    });
  }
  const moved = await findMovedMoney(tx, original.receipt_id);
  const { allocations, fromPrepaidMinor } = moved;
  const prepaidMinor = original.prepaid_minor + fromPrepaidMinor;
  const balanceMinor = await loadPrepaidBalance(tx, original.customer_id);
  if (balanceMinor < prepaidMinor) {
    return refused({ code: 'prepaid_used', detail: { receiptNo, prepaidMinor, balanceMinor } });
  }
  const amounts = {
    amountMinor: minor(-original.amount_minor),
    prepaidMinor: minor(-prepaidMinor),
    lateFeeMinor: minor(-original.late_fee_minor),
  };
  const receipt = await insertReceipt(tx, stamp, {
    customerId: original.customer_id,
    kind: 'reversal',
    reversesId: original.receipt_id,
    reversesEntryId: original.journal_entry_id,
    method: original.method,
    channelCode: original.channel_code,
    channelSerialNo: original.channel_serial_no,
    reason,
    allocations,
    posting: mirrored('receipt_reversal', [
      ...(await loadPostingLines(tx, original.journal_entry_id)),
      ...movedLines(fromPrepaidMinor, original.customer_id),
    ]),
    ...amounts,
  });
  for (const receivableId of moved.cancelledReceivableIds) {
    await cancelUnpaidLateFees(tx, receivableId, { today: stamp.businessDate, newId: stamp.newId });
  }
  return ok({ ...receipt, ...amounts, allocations });
}

type NewReceipt = {
  readonly customerId: string;
  readonly kind: ReceiptRow['kind'];
  readonly reversesId: string | null;
  readonly reversesEntryId: string | null;
  readonly amountMinor: Minor;
  readonly method: ReceiptRow['method'];
  readonly channelCode: string;
  readonly channelSerialNo: string | null;
  readonly prepaidMinor: Minor;
  readonly lateFeeMinor: Minor;
  readonly reason: string | null;
  readonly allocations: readonly {
    readonly receivableId: string;
    readonly kind: 'principal' | 'late_fee';
    readonly amountMinor: Minor;
  }[];
  readonly posting: Posting;
};

/** Writes a receipt with everything that follows from it. */
async function insertReceipt(tx: LedgerTransaction, stamp: BookingStamp, receipt: NewReceipt) {
  const receiptId = stamp.newId();
  const journalEntryId = stamp.newId();
  const receiptNo = String(await takeNumbers(tx, 'receipt')).padStart(RECEIPT_NO_DIGITS, '0');
  await postJournalEntries(tx, [
    {
      journalEntryId,
      postedOn: stamp.businessDate,
      sourceType: 'receipt',
      sourceId: receiptId,
      ...(receipt.reversesEntryId === null ? {} : { reversesId: receipt.reversesEntryId }),
      postedBy: stamp.userId,
      postedAt: stamp.now,
      posting: receipt.posting,
    },
  ]);
  await insertMany(tx, 'receipt', [
    {
      receipt_id: receiptId,
      receipt_no: receiptNo,
      customer_id: receipt.customerId,
      kind: receipt.kind,
      reverses_id: receipt.reversesId,
      received_on: stamp.businessDate,
      amount_minor: receipt.amountMinor,
      method: receipt.method,
      channel_code: receipt.channelCode,
      channel_serial_no: receipt.channelSerialNo,
      prepaid_minor: receipt.prepaidMinor,
      late_fee_minor: receipt.lateFeeMinor,
      reason: receipt.reason,
      journal_entry_id: journalEntryId,
      received_by: stamp.userId,
      received_at: stamp.now,
    },
  ]);
  await insertMany(
    tx,
    'receipt_allocation',
    receipt.allocations.map(({ receivableId, kind, amountMinor }, index) => ({
      receipt_id: receiptId,
      line_no: index + 1,
      receivable_id: receivableId,
      kind,
      amount_minor: amountMinor,
    })),
  );
  for (const { receivableId, kind, amountMinor } of receipt.allocations) {
    if (kind === 'principal') await addToReceived(tx, receivableId, amountMinor);
  }
  if (receipt.prepaidMinor !== 0) {
    await insertPrepaidMovements(tx, [
      {
        movement_id: stamp.newId(),
        customer_id: receipt.customerId,
        occurred_on: stamp.businessDate,
        amount_minor: receipt.prepaidMinor,
        receipt_id: receiptId,
        bill_id: null,
        journal_entry_id: journalEntryId,
      },
    ]);
  }
  return { receiptId, receiptNo, journalEntryId };
}

/** Charges the late fees of bills that a payment touches; those of others go on growing uncharged. */
async function insertCharges(
  tx: LedgerTransaction,
  stamp: BookingStamp,
  receiptId: string,
  debts: readonly OpenDebt[],
): Promise<void> {
  await insertMany(
    tx,
    'late_fee_charge',
    debts.flatMap(({ receivableId, newCharges }) =>
      newCharges.map((charge) => ({
        late_fee_charge_id: stamp.newId(),
        receivable_id: receivableId,
        from_on: charge.fromOn,
        until_on: charge.untilOn,
        base_minor: charge.baseMinor,
        daily_rate: charge.dailyRate,
        amount_minor: charge.amountMinor,
        receipt_id: receiptId,
      })),
    ),
  );
}
