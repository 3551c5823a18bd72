import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { CommandContract, OutputOf, QueryContract } from '#shared/contract/define.ts';
import type { CoreEvent, Reply } from '#shared/contract/wire.ts';
import { Core } from '../core/core.ts';
import type { Connection } from '../core/rpc/connection.ts';
import type { Clock } from '../core/runtime/clock.ts';
import { createLog } from '../core/runtime/log.ts';
import { CommandFailed } from './failure.ts';

/** The core inside this process, as the window's ledger process has it. */
export function startCore(clock?: Clock): Core {
  const settingsFolder = process.env.METERBOOK_SETTINGS ?? join(homedir(), '.meterbook');
  const log = createLog(process.env.METERBOOK_LOG_LEVEL ?? 'warn');
  return new Core({ log, settingsFolder, ...(clock ? { clock } : {}) });
}

/** The desks of this process: Ctrl+C ends the work of all of them, with one listener however many there are. */
const openConnections = new Set<Connection>();

function closeAll(): void {
  for (const connection of openConnections) connection.close();
  openConnections.clear();
}

/** One person at the command line: the same connection, session and pipeline as a window. */
export class Desk {
  readonly #connection: Connection;

  constructor(core: Core, onEvent: (event: CoreEvent) => void = () => {}) {
    this.#connection = core.connect(onEvent);
    if (openConnections.size === 0) process.once('SIGINT', closeAll);
    openConnections.add(this.#connection);
  }

  /** Carries out a command; throws `CommandFailed` with the coded reason otherwise. */
  async run<C extends CommandContract>(
    contract: C,
    input: z.input<C['input']>,
    options: { readonly commandId?: string; readonly dryRun?: boolean } = {},
  ): Promise<OutputOf<C>> {
    const { commandId = randomUUID(), dryRun = false } = options;
    const reply = await this.#connection.request({ name: contract.name, commandId, dryRun, input });
    if (reply.ok || reply.error.code !== 'outcome_unknown') return unwrap(reply);
    // With its id the person can ask later what became of it.
    throw new CommandFailed({ ...reply.error, detail: { ...reply.error.detail, commandId } });
  }

  async ask<C extends QueryContract>(contract: C, input: z.input<C['input']>): Promise<OutputOf<C>> {
    return unwrap(await this.#connection.request({ name: contract.name, input }));
  }

  /** All rows of a paged query, page after page. */
  async askAll<C extends QueryContract>(
    contract: C,
    input: z.input<C['input']>,
    limit = Number.POSITIVE_INFINITY,
  ): Promise<Row<C>[]> {
    const rows: Row<C>[] = [];
    let after: string | null = null;
    do {
      const request = { ...(input as object), after, limit: Math.min(500, limit - rows.length) };
      const page: { rows: Row<C>[]; next: string | null } = unwrap(
        await this.#connection.request({ name: contract.name, input: request }),
      );
      rows.push(...page.rows);
      after = page.next;
    } while (after !== null && rows.length < limit);
    return rows;
  }
}

type Row<C extends QueryContract> = OutputOf<C> extends { rows: (infer R)[] } ? R : never;

function unwrap<Value>(reply: Reply): Value {
  if (!reply.ok) throw new CommandFailed(reply.error);
  return reply.value as Value;
}
