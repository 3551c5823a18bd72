import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { OpenRefusal } from '../ledger.ts';

/**
 * A database on a server, as the person named it: `postgres://user@host:port/database?sslmode=require`.
 * Without a password in it, PGPASSWORD or the person's password file (.pgpass) is asked, as every tool of PostgreSQL does.
 */
export type PostgresAddress = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | null;
  readonly tls: TlsMode;
  /** File with the certificate of the authority behind the server's own. */
  readonly tlsRootPath: string | null;
};

/** libpq's words: not encrypted; encrypted; encrypted, and the server proves who it is. */
const TLS_MODES = ['disable', 'require', 'verify-full'] as const;
type TlsMode = (typeof TLS_MODES)[number];

const DEFAULT_PORT = 5432;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;
const CONNECT_TIMEOUT_MS = 10_000;

function invalid(reason: string, detail: Record<string, unknown> = {}): Result<never, OpenRefusal> {
  return refused({ code: 'address_invalid', detail: { reason, ...detail } });
}

/** Reads an address strictly: what is not understood is refused, never ignored. Without `sslmode` only this computer is talked to in the clear. */
export function parsePostgresAddress(text: string): Result<PostgresAddress, OpenRefusal> {
  if (!URL.canParse(text)) return invalid('not_an_address');
  const url = new URL(text);
  const parts = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  const [user, password, database] = parts;
  if (user === undefined || password === undefined || database === undefined) return invalid('bad_escape');
  if (url.hostname === '') return invalid('host_missing');
  if (user === '') return invalid('user_missing');
  if (database === '' || database.includes('/')) return invalid('database_missing');
  for (const name of url.searchParams.keys()) {
    if (!['sslmode', 'sslrootcert'].includes(name)) return invalid('unknown_parameter', { parameter: name });
  }
  const mode = url.searchParams.get('sslmode') ?? (LOOPBACK.test(url.hostname) ? 'disable' : 'require');
  const tls = TLS_MODES.find((one) => one === mode);
  if (!tls) return invalid('unknown_sslmode', { sslmode: mode, known: TLS_MODES });
  return ok({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? DEFAULT_PORT : Number.parseInt(url.port, 10),
    database,
    user,
    password: password === '' ? null : password,
    tls,
    tlsRootPath: url.searchParams.get('sslrootcert'),
  });
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What an address may be called on a screen, in a log and in a list: everything but the password. */
export function shownAddress({ host, port, database, user, tls, tlsRootPath }: PostgresAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const root = tlsRootPath === null ? '' : `&sslrootcert=${encodeURIComponent(tlsRootPath)}`;
  const place = `${encodeURIComponent(user)}@${name}:${port}/${encodeURIComponent(database)}`;
  return `postgres://${place}?sslmode=${tls}${root}`;
}

/** The address for the library; `database` replaces the named one. */
export function clientConfig(address: PostgresAddress, database = address.database): ClientConfig {
  const { host, port, user, password, tls, tlsRootPath } = address;
  return {
    host,
    port,
    user,
    database,
    ...(password === null ? {} : { password }),
    ssl: tls !== 'disable' && {
      rejectUnauthorized: tls === 'verify-full',
      ...(tlsRootPath === null ? {} : { ca: readFileSync(tlsRootPath, 'utf8') }),
    },
    application_name: 'meterbook',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  };
}
