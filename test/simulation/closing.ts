import { accountingPeriodClose, accountingPeriodDetail } from '#shared/contract/accounting.ts';
import { BANK, playBankDay } from './bankDay.ts';
import { finishMonth } from './billing.ts';
import { expectSame, refusalOf } from './differs.ts';
import type { Office } from './office.ts';

const FIRST_MONTH = '2026-10';
/** Each round finishes what it sees; what it posts may open something else, but only so often. */
const ROUNDS = 4;

/** The earliest month that is open is finished and closed (关账); a month that goes on cannot be. */
export async function closeMonth(office: Office, use: number): Promise<void> {
  const { world, closed } = office;
  const period = monthAfter([...closed.keys()].at(-1) ?? null);
  const accountant = await world.people.at('accountant');
  const close = async () => refusalOf(accountant.run(accountingPeriodClose, { period }));
  if (period >= world.day.slice(0, 7)) {
    expectSame(`closing of ${period}`, await close(), 'period_not_over');
    return;
  }
  // A closed month takes no bills: what was used since is billed in the month after.
  if (period === world.period) await finishMonth(office, use);
  for (let round = 0; round < ROUNDS; round += 1) {
    const { blockers } = await accountant.ask(accountingPeriodDetail, { period });
    if (blockers.length === 0) break;
    expectSame(`closing of ${period} with something open`, await close(), 'period_blocked');
    await office.counter.closeAll(world, period, BANK);
    for (const { kind, on } of blockers) if (kind === 'bank_day' && on) await finishBankDay(office, on, use);
  }
  expectSame(`closing of ${period}`, await close(), null);
  expectSame(`closing of ${period} again`, await close(), 'already_closed');
  closed.set(period, await turnoverOf(office, period));
}

async function finishBankDay(office: Office, day: string, action: number): Promise<void> {
  if (office.signedOff.has(day)) return;
  office.signedOff.add(day);
  await playBankDay(office, { day, listed: 0xffff, action, stranger: office.accountNo(action) });
}

function monthAfter(last: string | null): string {
  if (last === null) return FIRST_MONTH;
  const [year = 0, month = 0] = last.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}

/** What was posted in a closed month, which nothing changes any more. */
async function turnoverOf({ world }: Office, period: string): Promise<string> {
  const accountant = await world.people.at('accountant');
  const { turnover } = await accountant.ask(accountingPeriodDetail, { period });
  return JSON.stringify(turnover);
}

export async function compareClosed(office: Office): Promise<void> {
  for (const [period, turnover] of office.closed) {
    expectSame(`turnover of closed ${period}`, await turnoverOf(office, period), turnover);
  }
}
