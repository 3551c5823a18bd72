import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import type { LedgerDatabase } from '#core/db/database.ts';
import { ledgerTables } from '#core/db/ledgerTables.ts';
import { EMPTY_OFFICE_DATABASE } from './emptyOffice.ts';
import { type ConnectedTables, connectTables, withTablesOf } from './ledgerTables.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server of this run without a database; only where tests run on PostgreSQL. */
    readonly postgresServer: string;
    /** The file of the empty office of this run; only where tests run on SQLite. */
    readonly emptyOfficeFile: string;
  }
}

let databaseCount = 0;

/** One connection that makes and drops databases: connecting takes as long as either. It keeps no process from ending. */
let administration: pg.Pool | null = null;

function administrationOf(server: string): pg.Pool {
  const pool = new pg.Pool({
    connectionString: `${server}/postgres`,
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
  });
  // The server of the run ends before the processes that run the tests do.
  pool.on('error', () => {});
  return pool;
}

/** Where one test keeps its ledger: a file in its folder, or a database on the server of the run. */
export class TestLedger {
  /** What a command line would be given as `--ledger`. */
  readonly name: string;
  readonly #server: string | undefined = inject('postgresServer');
  readonly #database: string;
  /** On a server connecting takes longer than what a test looks up, so it is done once. */
  #tables: ConnectedTables | null = null;

  constructor(folder: string) {
    databaseCount += 1;
    this.#database = `test_${process.pid}_${databaseCount}`;
    this.name = this.#server ? `${this.#server}/${this.#database}` : join(folder, 'office.meterbook');
  }

  /** Puts a copy of the empty test office in its place. */
  async copyEmptyOffice(): Promise<void> {
    if (!this.#server) return copyFileSync(inject('emptyOfficeFile'), this.name);
    // Copying files is faster than copying through the log, and nothing is lost when the server is.
    await this.#onServer(
      `create database ${this.#database} template ${EMPTY_OFFICE_DATABASE} strategy file_copy`,
    );
  }

  /** Begins as a copy of a ledger that nobody has open. */
  async copyOf(other: TestLedger): Promise<void> {
    if (!this.#server) return copyFileSync(other.name, this.name);
    await other.#leaveTables();
    await this.#onServer(`create database ${this.#database} template ${other.#database} strategy file_copy`);
  }

  /** Gives the tables to a test, to fill them or to look at them, beside a running core. */
  withTables<Value>(work: (db: LedgerDatabase) => Promise<Value>): Promise<Value> {
    if (!this.#server) return withTablesOf(this.name, work);
    this.#tables ??= connectTables(this.name);
    return work(this.#tables.db);
  }

  /** Takes every trigger away that keeps rows as they are, for tests of what notices tampering. */
  async removeGuards(db: LedgerDatabase): Promise<void> {
    if (this.#server) {
      for (const { name } of ledgerTables())
        await sql.raw(`alter table ${name} disable trigger user`).execute(db);
      return;
    }
    const triggers = sql<{ name: string }>`select name from sqlite_master where type = 'trigger'`;
    for (const { name } of (await triggers.execute(db)).rows)
      await sql.raw(`drop trigger ${name}`).execute(db);
  }

  async remove(): Promise<void> {
    await this.#leaveTables();
    await this.#onServer(`drop database if exists ${this.#database} with (force)`);
  }

  async #leaveTables(): Promise<void> {
    await this.#tables?.close();
    this.#tables = null;
  }

  async #onServer(statement: string): Promise<void> {
    if (!this.#server) return;
    administration ??= administrationOf(this.#server);
    await administration.query(statement);
  }
}
