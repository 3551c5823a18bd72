import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { voucherApprove, voucherDetail, voucherPrepare } from '#shared/contract/accounting.ts';
import { bankFileImport } from '#shared/contract/bankFiles.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { differenceApprove, differenceReject, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { minorToText } from '#shared/domain/money.ts';
import type { ResolutionAction } from '#shared/domain/reconciliation/actions.ts';
import type { Counter } from './counter.ts';
import { expectSame, refusalOf } from './differs.ts';
import type { Model, ModelReceipt } from './model.ts';
import type { Office } from './office.ts';
import type { World } from './world.ts';

/** The bank that the office's customers pay through, and that its cash goes to. */
export const BANK = 'boc';
type Item = OutputOf<typeof reconciliationItemPage>['rows'][number];
type Plan = {
  readonly day: string;
  /** Bits: which of our payments the bank lists. */
  readonly listed: number;
  /** Which of the possible actions is taken. */
  readonly action: number;
  /** Whom the bank's payment belongs to that we do not know. */
  readonly stranger: string;
};

/**
 * A day of the bank: it lists some of our payments, one that we do not know, and one of them twice. Each
 * difference is resolved by some possible action; then the day is signed off and its vouchers are posted.
 */
export async function playBankDay(office: Office, plan: Plan): Promise<void> {
  const { world, model, counter } = office;
  const clerk = await world.people.at('clerk');
  const { day } = plan;
  const ours = model.receipts.filter((one) => one.channelCode === BANK && one.day === day);
  const path = join(world.folder, `${BANK}_${day}.csv`);
  writeFileSync(path, bankFile(ours, counter, plan));
  await clerk.run(bankFileImport, { path, channelCode: BANK, businessOn: day });
  const { reconciliationId } = await clerk.run(reconciliationRun, { channelCode: BANK, businessOn: day });
  for (const item of await clerk.askAll(reconciliationItemPage, { reconciliationId, state: 'open' })) {
    await resolve(office, plan, item);
  }
  await clerk.run(reconciliationRun, { channelCode: BANK, businessOn: day });
  const { version, openCount } = await clerk.ask(reconciliationDetail, { reconciliationId });
  expectSame(`open differences of ${day}`, openCount, 0);
  await clerk.run(reconciliationSignOff, { reconciliationId, expectedVersion: version });
  await postVouchers(world, reconciliationId);
}

function bankFile(ours: readonly ModelReceipt[], counter: Counter, { day, listed, stranger }: Plan): string {
  const rows = ours
    .filter((_one, index) => (listed >> (index % 16)) & 1)
    .map(({ serialNo, amountMinor, accountNo }) => ({ serialNo, amountMinor, accountNo }));
  const [first] = rows;
  if (first && listed % 3 === 0) rows.push(first);
  rows.push({
    serialNo: `X${day.replaceAll('-', '')}`,
    amountMinor: 1_234 + (listed % 100),
    accountNo: stranger,
  });
  for (const deposit of counter.deposits.filter(({ isListed }) => !isListed)) {
    deposit.isListed = true;
    rows.push({ serialNo: `D${deposit.depositNo}`, amountMinor: deposit.amountMinor, accountNo: '' });
  }
  const lines = rows.map(
    ({ serialNo, amountMinor, accountNo }) =>
      `${day},${serialNo},人民币,${minorToText(amountMinor)},,付款人,${accountNo},电费`,
  );
  return `记账日期,交易流水号,币别,金额,余额,对方账户名,户号,附言\n${lines.join('\n')}\n`;
}

/** The actions that need nothing which the item does not hold. */
function choices(item: Item, model: Model, counter: Counter): readonly ResolutionAction[] {
  if (counter.awaited(item.bankMinor) && item.possibleActions.includes('match_deposit'))
    return ['match_deposit'];
  return item.possibleActions.filter((action) => {
    if (action === 'match_deposit') return false;
    if (action === 'post_missing_receipt') return item.referencedAccountNo !== null;
    if (action === 'reverse_receipt' || action === 'replace_receipt') {
      const [held, ...others] = item.receipts;
      const isReversed = model.receipts.find(({ receiptNo }) => receiptNo === held?.receiptNo)?.isReversed;
      return isReversed === false && others.length === 0;
    }
    return true;
  });
}

async function resolve({ world, model, counter }: Office, plan: Plan, item: Item): Promise<void> {
  const clerk = await world.people.at('clerk');
  const approver = await world.people.at('approver');
  const possible = choices(item, model, counter);
  const action = possible[plan.action % possible.length];
  if (action === undefined) throw new Error(`nothing can be done about ${item.itemClass}`);
  const propose = (chosen: ResolutionAction, expectedVersion: number) =>
    clerk.run(differenceResolve, {
      itemId: item.itemId,
      expectedVersion,
      action: chosen,
      reason: '模拟处理',
    });
  const proposed = await propose(action, item.version);
  const at = { itemId: item.itemId, expectedVersion: proposed.version };
  expectSame('approval by the clerk', await refusalOf(clerk.run(differenceApprove, at)), 'forbidden');
  const receipt = model.receipts.find(({ receiptNo }) => receiptNo === item.receipts[0]?.receiptNo);
  const reverses = action === 'reverse_receipt' || action === 'replace_receipt';
  const ends = reverses && receipt ? model.reversalEnds(receipt) : [null];
  let receiptNos: readonly string[] = [];
  const approving = approver.run(differenceApprove, at).then((done) => {
    receiptNos = done.receiptNos;
  });
  const code = await refusalOf(approving);
  if (!ends.includes(code)) expectSame(`approval of ${action}`, code, ends);
  if (code !== null) {
    const back = await approver.run(differenceReject, { ...at, reason: '预收已用' });
    const again = await propose('transfer_to_account', back.version);
    await approver.run(differenceApprove, { ...at, expectedVersion: again.version });
    return;
  }
  const deposit = action === 'match_deposit' ? counter.awaited(item.bankMinor) : null;
  if (deposit) deposit.isArrived = true;
  if (reverses && receipt) model.reverse(receipt);
  const amountMinor = action === 'replace_receipt' ? item.bankMinor : item.bankMinor - item.oursMinor;
  const accountNo = action === 'replace_receipt' ? receipt?.accountNo : item.referencedAccountNo;
  if ((action === 'post_missing_receipt' || action === 'replace_receipt') && accountNo) {
    const receiptNo = receiptNos.at(-1) ?? '';
    // Linked to its bank line: no later day of the bank looks for it.
    const payment = { receiptNo, accountNo, amountMinor, channelCode: 'linked', serialNo: null };
    model.pay({ ...payment, day: plan.day }, null);
  }
}

async function postVouchers(world: World, reconciliationId: string): Promise<void> {
  const clerk = await world.people.at('clerk');
  const accountant = await world.people.at('accountant');
  const preparing = clerk.run(voucherPrepare, { reconciliationId });
  // Where no money of ours came by the bank there is nothing to post; whether that is so, the closing of the month asks.
  if ((await refusalOf(preparing)) === 'nothing_to_post') return;
  for (const { voucherId } of (await preparing).vouchers) {
    const { version, totalMinor } = await accountant.ask(voucherDetail, { voucherId });
    await accountant.run(voucherApprove, { voucherId, expectedVersion: version, seenTotalMinor: totalMinor });
  }
}
