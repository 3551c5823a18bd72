import { bankFileImport } from '#shared/contract/bankFiles.ts';
import { differenceApprove, differenceResolve } from '#shared/contract/differences.ts';
import {
  reconciliationDetail,
  reconciliationItemPage,
  reconciliationRun,
  reconciliationSignOff,
} from '#shared/contract/reconciliation.ts';
import { assert } from '#shared/lib/assert.ts';
import type { People } from './people.ts';

export type BankFigures = { lines: number; matched: number; differences: number; resolved: number };
type ChannelDay = { readonly channelCode: string; readonly businessOn: string; readonly path: string };

/**
 * The clerk imports the bank's file and compares the day; each difference is resolved by a named action
 * that somebody else approves; then the day is signed off. Gives the id of the day.
 */
export async function reconcileDay(
  people: People,
  { channelCode, businessOn, path }: ChannelDay,
  figures: BankFigures,
): Promise<string> {
  const clerk = await people.at('clerk');
  const approver = await people.at('approver');
  const file = await clerk.run(bankFileImport, { path, channelCode, businessOn });
  figures.lines += file.lineCount;
  const again = await clerk.run(bankFileImport, { path, channelCode, businessOn });
  assert(again.acceptedCount === 0, 'importing the same bank file twice changes nothing');
  const { reconciliationId, itemCount, openCount } = await clerk.run(reconciliationRun, {
    channelCode,
    businessOn,
  });
  figures.matched += itemCount - openCount;
  figures.differences += openCount;
  for (const item of await clerk.askAll(reconciliationItemPage, { reconciliationId, state: 'open' })) {
    const action = item.possibleActions.find((name) => name !== 'wait_for_next_day');
    assert(action !== undefined, `a difference of class ${item.itemClass} can be resolved`);
    const proposed = await clerk.run(differenceResolve, {
      itemId: item.itemId,
      expectedVersion: item.version,
      action,
      reason: '已与银行核实',
    });
    await approver.run(differenceApprove, { itemId: item.itemId, expectedVersion: proposed.version });
    figures.resolved += 1;
  }
  await clerk.run(reconciliationRun, { channelCode, businessOn });
  const { version } = await clerk.ask(reconciliationDetail, { reconciliationId });
  await clerk.run(reconciliationSignOff, { reconciliationId, expectedVersion: version });
  return reconciliationId;
}
