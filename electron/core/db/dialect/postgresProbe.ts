import pg from 'pg';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { OpenRefusal } from '../ledger.ts';
import { SCHEMA, TYPES } from './postgres.ts';
import { clientConfig, type PostgresAddress, shownAddress } from './postgresAddress.ts';
import { codeOf, openRefusalOf } from './postgresErrors.ts';

/** The oldest release that its makers still look after. */
const OLDEST_SERVER = 14;

export type ProbedDatabase = {
  /** Whether the schema of a ledger is there. */
  readonly hasLedger: boolean;
  /** Whether there is no table of anybody's. */
  readonly isEmpty: boolean;
};

type Facts = {
  readonly version: number;
  readonly encoding: string;
  readonly collation: string;
  readonly sorts_by_code: number;
  readonly has_ledger: number;
  readonly is_empty: number;
};

// Text must sort as on SQLite, by code point, or pages would skip rows: ledgers ask for the collation C.
const FACTS = `
  select current_setting('server_version_num')::int as version,
    pg_encoding_to_char(encoding) as encoding, datcollate as collation,
    ('Z' < 'a' and '-z' < 'a' and 'z' < U&'\\6284') as sorts_by_code,
    exists (select from pg_namespace where nspname = '${SCHEMA}') as has_ledger,
    not exists (
      select from pg_class join pg_namespace on pg_namespace.oid = relnamespace
      where nspname not like 'pg\\_%' and nspname <> 'information_schema'
    ) as is_empty
  from pg_database where datname = current_database()`;

/** Does something on a connection of its own; what keeps it from connecting is a refusal that says what and where. */
export async function onConnection<Value>(
  address: PostgresAddress,
  database: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Result<Value, OpenRefusal>> {
  const client = new pg.Client({ ...clientConfig(address, database), types: TYPES });
  // A connection that breaks later fails the statement at work as well.
  client.on('error', () => {});
  try {
    await client.connect();
    return ok(await work(client));
  } catch (error) {
    const refusal = openRefusalOf(error, { ...address, database });
    if (refusal) return refused(refusal);
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Looks whether the server and the database are fit for a ledger, before anything is written. */
export async function probeDatabase(address: PostgresAddress): Promise<Result<ProbedDatabase, OpenRefusal>> {
  const probed = await onConnection(address, address.database, (client) => client.query<Facts>(FACTS));
  if (!probed.ok) return probed;
  const facts = probed.value.rows[0];
  if (!facts) return refused({ code: 'not_a_ledger', detail: { path: shownAddress(address) } });
  const { version, encoding, collation } = facts;
  const { host, port, database } = address;
  const release = Math.floor(version / 10_000);
  if (release < OLDEST_SERVER) {
    const detail = { host, port, server: `${release}.${version % 10_000}`, needed: String(OLDEST_SERVER) };
    return refused({ code: 'server_too_old', detail });
  }
  if (encoding !== 'UTF8' || facts.sorts_by_code !== 1) {
    const needed = { encoding: 'UTF8', collation: 'C' };
    return refused({ code: 'database_unsuitable', detail: { database, encoding, collation, needed } });
  }
  return ok({ hasLedger: facts.has_ledger === 1, isEmpty: facts.is_empty === 1 });
}

/** Makes the database when the server has none of this name; another desk may do the same at the same moment. */
export async function ensureDatabase(address: PostgresAddress): Promise<Result<null, OpenRefusal>> {
  const name = pg.escapeIdentifier(address.database);
  const made = await onConnection(address, 'postgres', async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [address.database]);
    if (found.rowCount !== 0) return null;
    const create = `create database ${name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`;
    await client.query(create).catch((error: unknown) => {
      if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error;
    });
    return null;
  });
  return made;
}
