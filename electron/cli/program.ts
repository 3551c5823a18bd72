import type { Command } from 'commander';
import { sessionSignIn } from '#shared/contract/access.ts';
import { routeList } from '#shared/contract/customers.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import { Desk, startCore } from './desk.ts';
import { refuse } from './failure.ts';
import { printValue, showProgress } from './output.ts';
import { readPassword } from './password.ts';

export type GlobalOptions = {
  readonly ledger?: string;
  readonly as?: string;
  readonly json?: boolean;
  readonly dryRun?: boolean;
};

/** What every action gets: the options before it and a way to answer. */
export function optionsOf(command: Command): GlobalOptions {
  return command.optsWithGlobals();
}

/** The ledger file that the person named, by option or environment. */
export function ledgerPathOf(options: GlobalOptions): string {
  return options.ledger ?? process.env.METERBOOK_LEDGER ?? refuse('ledger_needed', { option: '--ledger' });
}

/** Does work that needs no ledger to be open and nobody to be signed in. */
export async function atCore(command: Command, work: (desk: Desk) => Promise<unknown>): Promise<void> {
  const core = startCore();
  try {
    printValue(await work(new Desk(core, showProgress)), optionsOf(command).json === true);
  } finally {
    await core.close();
  }
}

/** Opens the ledger, signs the person in, does the work and prints its answer. */
export async function atDesk(command: Command, work: (desk: Desk) => Promise<unknown>): Promise<void> {
  const options = optionsOf(command);
  const path = ledgerPathOf(options);
  if (options.as === undefined) refuse('user_needed', { option: '--as' });
  const core = startCore();
  try {
    const desk = new Desk(core, showProgress);
    await desk.run(ledgerOpen, { path });
    const password = await readPassword(options.as);
    await desk.run(sessionSignIn, { userName: options.as, password });
    printValue(await work(desk), options.json === true);
  } finally {
    await core.close();
  }
}

/** The id of a route by the number that people know it by. */
export async function routeIdOf(desk: Desk, routeNo: string): Promise<string> {
  const { rows } = await desk.ask(routeList, {});
  const route = rows.find((row) => row.routeNo === routeNo);
  return route?.routeId ?? refuse('route_not_found', { routeNo, known: rows.map((row) => row.routeNo) });
}
