import { billTotals, postBillIssue, postPrepaidUse } from '#shared/domain/accounting/posting.ts';
import { billNoOf } from '#shared/domain/billing/billNo.ts';
import { paidState } from '#shared/domain/collection/receivableState.ts';
import type { LocalDate, Period } from '#shared/domain/localDate.ts';
import { minor } from '#shared/domain/money.ts';
import type { LedgerTransaction } from '../../database.ts';
import type { BillRow, TrialBillRow } from '../../schema/billing.ts';
import type { PrepaidMovementRow, ReceivableRow } from '../../schema/collection.ts';
import { openFundAccounts } from '../accounting/fundAccounts.ts';
import { postJournalEntries } from '../accounting/journal.ts';
import { insertMany } from '../bulk.ts';
import { insertPrepaidMovements, loadPrepaidBalances } from '../collection/prepaid.ts';
import { listCalculated, sumTrialLines } from './trialBills.ts';

export type IssuePlan = {
  readonly billRunId: string;
  readonly period: Period;
  readonly firstSerial: number;
  readonly dueOn: LocalDate;
  readonly issuedOn: LocalDate;
  readonly issuedBy: string;
  readonly issuedAt: string;
  readonly newId: () => string;
  readonly checkpoint: (done: number) => Promise<void>;
};

const BILLS_A_PART = 1000;

/**
 * Turns the calculated trial bills of a run into bills with numbers, receivables and one balanced
 * entry for the run; prepaid money of the customers pays what it can, by a second entry.
 */
export async function issueBills(
  tx: LedgerTransaction,
  plan: IssuePlan,
): Promise<{ readonly prepaidMinor: number }> {
  const prepaidEntryId = plan.newId();
  const movements: PrepaidMovementRow[] = [];
  // Over all parts: a customer with service points in several of them spends the money once.
  const balances = new Map<string, number>();
  let serial = plan.firstSerial;
  let after: { routePosition: number; trialBillId: string } | null = null;
  for (;;) {
    const part = await listCalculated(tx, plan.billRunId, after, BILLS_A_PART);
    const last = part.at(-1);
    if (!last) break;
    const unknown = new Set(part.map((trial) => trial.customer_id).filter((one) => !balances.has(one)));
    const loaded = await loadPrepaidBalances(tx, [...unknown]);
    for (const customerId of unknown) balances.set(customerId, loaded.get(customerId) ?? 0);
    const bills: BillRow[] = [];
    const receivables: ReceivableRow[] = [];
    for (const trial of part) {
      bills.push(billRow(trial, plan, serial));
      const paid = payFromPrepaid(trial, balances);
      if (paid > 0) movements.push(movementRow(trial, plan, prepaidEntryId, paid));
      receivables.push(receivableRow(trial, plan, paid));
      serial += 1;
    }
    await insertMany(tx, 'bill', bills);
    await insertMany(tx, 'receivable', receivables);
    after = { routePosition: last.route_position, trialBillId: last.trial_bill_id };
    await plan.checkpoint(serial - plan.firstSerial);
  }
  await copyLines(tx, plan.billRunId);
  await postRun(tx, plan);
  return { prepaidMinor: await postPrepaid(tx, plan, prepaidEntryId, movements) };
}

function billRow(trial: TrialBillRow, plan: IssuePlan, serial: number): BillRow {
  const {
    trial_bill_id,
    state,
    stop_code,
    stop_detail_json,
    previous_kwh,
    previous_minor,
    route_position,
    ...facts
  } = trial;
  return {
    // The bill keeps the id of its trial bill, so that its lines can be copied in one statement.
    bill_id: trial_bill_id,
    bill_no: billNoOf(plan.period, serial),
    kind: 'regular',
    reverses_id: null,
    ...facts,
    due_on: plan.dueOn,
    issued_on: plan.issuedOn,
    issued_by: plan.issuedBy,
    issued_at: plan.issuedAt,
    corrects_id: null,
  };
}

/** What the customer's prepaid money pays of the bill; never more than either. */
function payFromPrepaid(trial: TrialBillRow, balances: Map<string, number>): number {
  const balance = balances.get(trial.customer_id) ?? 0;
  const paid = Math.max(0, Math.min(balance, trial.total_minor));
  if (paid > 0) balances.set(trial.customer_id, balance - paid);
  return paid;
}

function movementRow(
  trial: TrialBillRow,
  plan: IssuePlan,
  journalEntryId: string,
  paid: number,
): PrepaidMovementRow {
  return {
    movement_id: plan.newId(),
    customer_id: trial.customer_id,
    occurred_on: plan.issuedOn,
    amount_minor: -paid,
    receipt_id: null,
    bill_id: trial.trial_bill_id,
    journal_entry_id: journalEntryId,
  };
}

function receivableRow(trial: TrialBillRow, plan: IssuePlan, paid: number): ReceivableRow {
  return {
    receivable_id: plan.newId(),
    bill_id: trial.trial_bill_id,
    customer_id: trial.customer_id,
    period: plan.period,
    due_on: plan.dueOn,
    amount_minor: trial.total_minor,
    received_minor: paid,
    state: paidState(trial.total_minor, paid),
    version: 1,
  };
}

const LINE_COLUMNS = [
  'line_no',
  'item_code',
  'item_name',
  'kind',
  'posting_account',
  'quantity',
  'unit',
  'price_rate',
  'unrounded_amount',
  'amount_minor',
  'tax_minor',
  'trace_json',
] as const;

async function copyLines(tx: LedgerTransaction, billRunId: string): Promise<void> {
  await tx
    .insertInto('bill_line')
    .columns(['bill_id', ...LINE_COLUMNS])
    .expression((eb) =>
      eb
        .selectFrom('trial_bill_line')
        .innerJoin('trial_bill', 'trial_bill.trial_bill_id', 'trial_bill_line.trial_bill_id')
        .select([
          'trial_bill.trial_bill_id as bill_id',
          ...LINE_COLUMNS.map((column) => `trial_bill_line.${column}` as const),
        ])
        .where('trial_bill.bill_run_id', '=', billRunId)
        .where('trial_bill.state', '=', 'calculated'),
    )
    .execute();
}

async function postRun(tx: LedgerTransaction, plan: IssuePlan): Promise<void> {
  const sums = await sumTrialLines(tx, plan.billRunId);
  const posting = postBillIssue(billTotals(sums), null);
  if (posting.lines.length === 0) return;
  await openFundAccounts(
    tx,
    sums.filter(({ account }) => account === 'surcharge'),
  );
  await postJournalEntries(tx, [{ ...entryOf(plan), journalEntryId: plan.newId(), posting }]);
}

async function postPrepaid(
  tx: LedgerTransaction,
  plan: IssuePlan,
  journalEntryId: string,
  movements: readonly PrepaidMovementRow[],
): Promise<number> {
  const used = movements.reduce((sum, movement) => sum - movement.amount_minor, 0);
  if (used === 0) return 0;
  await postJournalEntries(tx, [
    { ...entryOf(plan), journalEntryId, posting: postPrepaidUse(minor(used), null) },
  ]);
  await insertPrepaidMovements(tx, movements);
  return used;
}

function entryOf(plan: IssuePlan) {
  return {
    postedOn: plan.issuedOn,
    sourceType: 'bill_run',
    sourceId: plan.billRunId,
    postedBy: plan.issuedBy,
    postedAt: plan.issuedAt,
  };
}
