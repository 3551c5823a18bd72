import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { inject } from 'vitest';
import type { LedgerDatabase } from '#core/db/database.ts';
import { connectPostgres } from '#core/db/dialect/postgres.ts';
import { parsePostgresAddress } from '#core/db/dialect/postgresAddress.ts';
import { connectSqlite } from '#core/db/dialect/sqlite.ts';
import { EMPTY_OFFICE_DATABASE } from './emptyOffice.ts';
import { runSql } from './postgresServer.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server of this run without a database; only where tests run on PostgreSQL. */
    readonly postgresServer: string;
  }
}

let databaseCount = 0;

/** Where one test keeps its ledger: a file in its folder, or a database on the server of the run. */
export class TestLedger {
  /** What a command line would be given as `--ledger`. */
  readonly name: string;
  readonly #server: string | undefined = inject('postgresServer');
  readonly #database: string;

  constructor(folder: string) {
    databaseCount += 1;
    this.#database = `test_${process.pid}_${databaseCount}`;
    this.name = this.#server ? `${this.#server}/${this.#database}` : join(folder, 'office.meterbook');
  }

  /** Puts a copy of the empty test office in its place; false where there is none to copy. */
  async copyEmptyOffice(): Promise<boolean> {
    if (!this.#server) return false;
    // Copying files is faster than copying through the log, and nothing is lost when the server is.
    await this.#onServer(
      `create database ${this.#database} template ${EMPTY_OFFICE_DATABASE} strategy file_copy`,
    );
    return true;
  }

  /** Begins as a copy of a ledger that nobody has open. */
  async copyOf(other: TestLedger): Promise<void> {
    if (!this.#server) return copyFileSync(other.name, this.name);
    await this.#onServer(`create database ${this.#database} template ${other.#database} strategy file_copy`);
  }

  /** Gives the tables to a test, to fill them or to look at them, beside a running core. */
  async withTables<Value>(work: (db: LedgerDatabase) => Promise<Value>): Promise<Value> {
    const { db, close } = this.#connect();
    try {
      return await work(db);
    } finally {
      await close();
    }
  }

  /** Takes the trigger away that keeps posted rows as they are, for tests of what notices tampering. */
  async allowUpdates(db: LedgerDatabase, table: string): Promise<void> {
    const ofTable = this.#server ? ` on ${table}` : '';
    await sql.raw(`drop trigger ${table}_no_update${ofTable}`).execute(db);
  }

  async remove(): Promise<void> {
    await this.#onServer(`drop database if exists ${this.#database} with (force)`);
  }

  #connect(): { readonly db: LedgerDatabase; readonly close: () => Promise<void> } {
    if (!this.#server) {
      const { kysely, close } = connectSqlite(this.name, 'write');
      return { db: kysely, close };
    }
    const address = parsePostgresAddress(this.name);
    if (!address.ok) throw new Error(address.error.code);
    const { writer, close } = connectPostgres(address.value);
    return { db: writer, close };
  }

  async #onServer(statement: string): Promise<void> {
    if (this.#server) await runSql(`${this.#server}/postgres`, statement);
  }
}
