import {
  type BillPostingKind,
  billTotals,
  postBillIssue,
  postPrepaidReturn,
  postPrepaidUse,
} from '#shared/domain/accounting/posting.ts';
import { type BillContent, mirrorContent } from '#shared/domain/billing/billContent.ts';
import type { BillKind } from '#shared/domain/billing/billCorrection.ts';
import { billNoOf } from '#shared/domain/billing/billNo.ts';
import { paidState } from '#shared/domain/collection/receivableState.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { minor } from '#shared/domain/money.ts';
import { assert } from '#shared/lib/assert.ts';
import type { LedgerTransaction } from '../../database.ts';
import type { BillRow } from '../../schema/billing.ts';
import { openFundAccounts } from '../accounting/fundAccounts.ts';
import { findEntry, postJournalEntries } from '../accounting/journal.ts';
import { takeNumbers } from '../accounting/numberSequence.ts';
import { insertMany } from '../bulk.ts';
import { cancelUnpaidLateFees } from '../collection/cancelLateFees.ts';
import { insertPrepaidMovements, loadPrepaidBalance } from '../collection/prepaid.ts';
import { addToReceived } from '../collection/receivables.ts';
import { loadBillReceivable } from './billQueries.ts';
import { lineColumns } from './lineColumns.ts';

/** Who issues, and when; a correction is always of today, whatever period it is about. */
export type IssueStamp = {
  readonly userId: string;
  readonly now: string;
  readonly today: LocalDate;
  readonly dueOn: LocalDate;
  readonly newId: () => string;
};

type NewBill = {
  readonly kind: Exclude<BillKind, 'regular'>;
  readonly content: BillContent;
  readonly reversesId: string | null;
  readonly correctsId: string | null;
  readonly dueOn: LocalDate;
  /** Received from the beginning: a reversal is set off against its bill, a credit is handed on. */
  readonly receivedMinor: number;
};

export type IssuedCorrection = {
  readonly billId: string;
  readonly billNo: string;
  readonly receivableId: string;
};

const POSTED_AS = {
  reversal: 'bill_reversal',
  rebill: 'bill_rebill',
  adjustment: 'bill_adjustment',
} as const satisfies Record<NewBill['kind'], BillPostingKind>;

/**
 * Takes a bill back (冲红): its mirror with a number of its own, and the mirrored entry of today. What the
 * old receivable asks for is set off against the mirror's; money that it had received becomes prepaid; a
 * late fee on it that nobody has paid is not owed any more.
 */
export async function issueReversal(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  bill: BillRow,
  content: BillContent,
): Promise<IssuedCorrection> {
  const old = await receivableOf(tx, bill.bill_id);
  const reversal = await insertBill(tx, stamp, bill, {
    kind: 'reversal',
    content: mirrorContent(content),
    reversesId: bill.bill_id,
    correctsId: null,
    dueOn: stamp.today,
    receivedMinor: -bill.total_minor,
  });
  await giveToPrepaid(tx, stamp, bill, bill.bill_id, old.received_minor);
  await addToReceived(tx, old.receivable_id, bill.total_minor - old.received_minor);
  await cancelUnpaidLateFees(tx, old.receivable_id, stamp);
  return reversal;
}

/** Issues a bill anew (重开) in the place of one that was taken back; prepaid money pays what it can. */
export async function issueRebill(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  bill: BillRow,
  content: BillContent,
): Promise<IssuedCorrection & { readonly prepaidMinor: number }> {
  const issued = await insertBill(tx, stamp, bill, {
    kind: 'rebill',
    content,
    reversesId: null,
    correctsId: bill.bill_id,
    dueOn: stamp.dueOn,
    receivedMinor: 0,
  });
  return { ...issued, prepaidMinor: await payFromPrepaid(tx, stamp, bill, issued, content.totalMinor) };
}

/**
 * Issues an adjustment (退补). What the customer owes more is a receivable like any other. What he or she gets back
 * becomes prepaid and pays what is still owed on the bill that it adjusts.
 */
export async function issueAdjustment(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  bill: BillRow,
  content: BillContent,
): Promise<IssuedCorrection & { readonly prepaidMinor: number }> {
  const creditMinor = Math.max(0, -content.totalMinor);
  const issued = await insertBill(tx, stamp, bill, {
    kind: 'adjustment',
    content,
    reversesId: null,
    correctsId: bill.bill_id,
    dueOn: creditMinor > 0 ? stamp.today : stamp.dueOn,
    receivedMinor: -creditMinor,
  });
  if (creditMinor === 0) {
    return { ...issued, prepaidMinor: await payFromPrepaid(tx, stamp, bill, issued, content.totalMinor) };
  }
  await giveToPrepaid(tx, stamp, bill, issued.billId, creditMinor);
  const { receivable_id, amount_minor, received_minor, state } = await receivableOf(tx, bill.bill_id);
  const owedMinor = state === 'written_off' ? 0 : amount_minor - received_minor;
  const owing = { billId: bill.bill_id, receivableId: receivable_id };
  await payFromPrepaid(tx, stamp, bill, owing, Math.min(creditMinor, owedMinor));
  return { ...issued, prepaidMinor: 0 };
}

async function receivableOf(tx: LedgerTransaction, billId: string) {
  const receivable = await loadBillReceivable(tx, billId);
  assert(receivable !== undefined, `every bill has a receivable: ${billId}`);
  return receivable;
}

/** Writes a bill that corrects another one: number, lines, receivable and entry. */
async function insertBill(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  of: BillRow,
  { kind, content, reversesId, correctsId, dueOn, receivedMinor }: NewBill,
): Promise<IssuedCorrection> {
  const period = of.period as Period;
  const billNo = billNoOf(period, await takeNumbers(tx, `bill.${period}`));
  const [billId, receivableId] = [stamp.newId(), stamp.newId()];
  await insertMany(tx, 'bill', [
    {
      bill_id: billId,
      bill_no: billNo,
      kind,
      reverses_id: reversesId,
      bill_run_id: of.bill_run_id,
      service_point_id: of.service_point_id,
      customer_id: of.customer_id,
      period: of.period,
      start_on: content.startOn,
      end_on: content.endOn,
      total_kwh: content.totalKwh,
      total_minor: content.totalMinor,
      tax_minor: content.taxMinor,
      is_estimated: content.isEstimated ? 1 : 0,
      tariff_version_id: content.tariffVersionId,
      quantities_json: JSON.stringify(content.quantities),
      readings_json: JSON.stringify(content.readings),
      due_on: dueOn,
      issued_on: stamp.today,
      issued_by: stamp.userId,
      issued_at: stamp.now,
      corrects_id: correctsId,
    },
  ]);
  await insertMany(
    tx,
    'bill_line',
    content.lines.map((line) => ({ bill_id: billId, ...lineColumns(line) })),
  );
  await insertMany(tx, 'receivable', [
    {
      receivable_id: receivableId,
      bill_id: billId,
      customer_id: of.customer_id,
      period: of.period,
      due_on: dueOn,
      amount_minor: content.totalMinor,
      received_minor: receivedMinor,
      state: paidState(content.totalMinor, receivedMinor),
      version: 1,
    },
  ]);
  await postBill(tx, stamp, of, { billId, kind, content, reversesId });
  return { billId, billNo, receivableId };
}

async function postBill(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  of: BillRow,
  bill: Pick<NewBill, 'kind' | 'content' | 'reversesId'> & { readonly billId: string },
): Promise<void> {
  const { lines } = bill.content;
  const posting = postBillIssue(billTotals(lines), of.customer_id, POSTED_AS[bill.kind]);
  if (posting.lines.length === 0) return;
  await openFundAccounts(
    tx,
    [...new Map(lines.map((line) => [line.itemCode, line])).values()].filter(
      ({ account }) => account === 'surcharge',
    ),
  );
  // A bill of a run stands in the entry of the whole run, which many reversals are parts of.
  const own =
    bill.reversesId === null ? null : await findEntry(tx, POSTED_AS.rebill, SOURCE_TYPE, bill.reversesId);
  await postJournalEntries(tx, [
    {
      ...entryOf(stamp, bill.billId),
      journalEntryId: stamp.newId(),
      ...(own === null ? {} : { reversesId: own }),
      posting,
    },
  ]);
}

/** A bill that stands in no run is posted in an entry of its own. */
const SOURCE_TYPE = 'bill';

function entryOf(stamp: IssueStamp, billId: string) {
  return {
    postedOn: stamp.today,
    sourceType: SOURCE_TYPE,
    sourceId: billId,
    postedBy: stamp.userId,
    postedAt: stamp.now,
  };
}

/** Hands money that a bill does not take over to the customer's prepaid money. */
async function giveToPrepaid(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  { customer_id }: BillRow,
  billId: string,
  amountMinor: number,
): Promise<void> {
  assert(amountMinor >= 0, `money is given back, not taken: ${billId}`);
  if (amountMinor === 0) return;
  const posting = postPrepaidReturn(minor(amountMinor), customer_id);
  await movePrepaid(tx, stamp, customer_id, billId, amountMinor, posting);
}

/** Lets the customer's prepaid money pay a bill, at most `atMost`; gives what it paid. */
async function payFromPrepaid(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  { customer_id }: BillRow,
  { billId, receivableId }: Pick<IssuedCorrection, 'billId' | 'receivableId'>,
  atMost: number,
): Promise<number> {
  const paid = Math.max(0, Math.min(await loadPrepaidBalance(tx, customer_id), atMost));
  if (paid === 0) return 0;
  await movePrepaid(tx, stamp, customer_id, billId, -paid, postPrepaidUse(minor(paid), customer_id));
  await addToReceived(tx, receivableId, paid);
  return paid;
}

async function movePrepaid(
  tx: LedgerTransaction,
  stamp: IssueStamp,
  customerId: string,
  billId: string,
  amountMinor: number,
  posting: ReturnType<typeof postPrepaidUse>,
): Promise<void> {
  const journalEntryId = stamp.newId();
  await postJournalEntries(tx, [{ ...entryOf(stamp, billId), journalEntryId, posting }]);
  await insertPrepaidMovements(tx, [
    {
      movement_id: stamp.newId(),
      customer_id: customerId,
      occurred_on: stamp.today,
      amount_minor: amountMinor,
      receipt_id: null,
      bill_id: billId,
      journal_entry_id: journalEntryId,
    },
  ]);
}
