import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { Core } from '#core/core.ts';
import type { LedgerDatabase } from '#core/db/database.ts';
import { insertUser, loadUserByName } from '#core/db/repositories/access/users.ts';
import type { Connection } from '#core/rpc/connection.ts';
import { createLog } from '#core/runtime/log.ts';
import type { CommandContract, OutputOf, QueryContract } from '#shared/contract/define.ts';
import { ledgerOpen } from '#shared/contract/ledger.ts';
import type { Reply, WireError } from '#shared/contract/wire.ts';
import type { Role } from '#shared/domain/access/permissions.ts';
import { TEST_NOW, TEST_PASSWORD } from './emptyOffice.ts';
import { quickHash } from './quickPasswords.ts';
import { TestLedger } from './testLedger.ts';

export { TEST_NOW, TEST_PASSWORD } from './emptyOffice.ts';

const testPasswordHash = quickHash(TEST_PASSWORD);

let commandCount = 0;

/** A command id that no other call of this run has. */
export function newCommandId(): string {
  commandCount += 1;
  return `test-command-${process.pid}-${commandCount}`;
}

/** One desk: a connection with somebody signed in. */
export class Desk {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Sends a command and gives the raw reply. */
  send<C extends CommandContract>(
    contract: C,
    input: z.input<C['input']>,
    options: { readonly commandId?: string; readonly dryRun?: boolean } = {},
  ): Promise<Reply> {
    const { commandId = newCommandId(), dryRun = false } = options;
    return this.connection.request({ name: contract.name, commandId, dryRun, input });
  }

  /** Sends a command that must succeed. */
  async run<C extends CommandContract>(contract: C, input: z.input<C['input']>): Promise<OutputOf<C>> {
    return replyValue(contract.name, await this.send(contract, input));
  }

  /** Asks a query that must succeed. */
  async ask<C extends QueryContract>(contract: C, input: z.input<C['input']>): Promise<OutputOf<C>> {
    return replyValue(contract.name, await this.connection.request({ name: contract.name, input }));
  }

  /** Sends a command that must be refused or fail, and gives the error. */
  async errorOf<C extends CommandContract | QueryContract>(
    contract: C,
    input: z.input<C['input']>,
    commandId: string = newCommandId(),
  ): Promise<WireError> {
    const isQuery = contract.kind === 'query';
    const body = { name: contract.name, input, ...(isQuery ? {} : { commandId }) };
    const reply = await this.connection.request(body);
    if (reply.ok) throw new Error(`${contract.name} succeeded: ${JSON.stringify(reply.value)}`);
    return reply.error;
  }
}

function replyValue<Value>(name: string, reply: Reply): Value {
  if (!reply.ok) throw new Error(`${name} failed: ${JSON.stringify(reply.error)}`);
  return reply.value as Value;
}

/** A real ledger with its core, and the clock that the core sees. */
export class TestOffice {
  readonly folder = mkdtempSync(join(tmpdir(), 'meterbook-test-'));
  readonly ledger = new TestLedger(this.folder);
  readonly ledgerPath = this.ledger.name;
  #now = Date.parse(TEST_NOW);
  readonly core = new Core({
    log: createLog('error'),
    settingsFolder: join(this.folder, 'settings'),
    clock: () => this.#now,
  });

  /** Makes an empty ledger with the administrator `admin`. */
  static async create(): Promise<TestOffice> {
    const office = new TestOffice();
    await office.ledger.copyEmptyOffice();
    await office.visitor().run(ledgerOpen, { path: office.ledgerPath });
    return office;
  }

  /** Moves the clock to a UTC instant. */
  setNow(instant: string): void {
    this.#now = Date.parse(instant);
  }

  /** Gives the office these settings; no others are left. */
  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    await this.withLedger((db) =>
      db
        .updateTable('office')
        .set({ settings_json: JSON.stringify(settings) })
        .execute(),
    );
  }

  /** A connection with nobody signed in. */
  visitor(): Desk {
    return new Desk(this.core.connect(() => {}));
  }

  /** A person with these roles, signed in on a connection of his or her own; made on first use. */
  async desk(userName: string, roles: readonly Role[]): Promise<Desk> {
    const passwordHash = await testPasswordHash;
    await this.withLedger(async (db) => {
      if (await loadUserByName(db, userName)) return;
      await insertUser(db, {
        user_id: `test-user-${userName}`,
        user_name: userName,
        display_name: userName,
        password_hash: passwordHash,
        state: 'active',
        failed_sign_ins: 0,
        locked_until_at: null,
        must_change_password: 0,
        version: 1,
        created_at: TEST_NOW,
        roles,
      });
    });
    return this.#signIn(userName);
  }

  admin(): Promise<Desk> {
    return this.#signIn('admin');
  }

  async #signIn(userName: string): Promise<Desk> {
    const desk = this.visitor();
    const input = { userName, password: TEST_PASSWORD };
    replyValue(
      'sign in',
      await desk.connection.request({ name: 'session.signIn', commandId: newCommandId(), input }),
    );
    return desk;
  }

  /** Gives the ledger's tables to a test, to fill them or to look at them, beside the running core. */
  withLedger<Value>(work: (db: LedgerDatabase) => Promise<Value>): Promise<Value> {
    return this.ledger.withTables(work);
  }

  async close(): Promise<void> {
    await this.core.close();
    await this.ledger.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
