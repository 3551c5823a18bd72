import { LedgerFault, type LedgerFaultCode, type OpenRefusal } from '../ledger.ts';
import type { PostgresAddress } from './postgresAddress.ts';

/** SQLSTATE of the server, code of the operating system or of TLS; empty when the error has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return typeof code === 'string' ? code : '';
}

/** Not serialisable, deadlock, and a key that another desk wrote at the same moment: the repetition sees it. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

/** Whether another desk was in the way, so that the same work may succeed when it is done again. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.has(codeOf(error));
}

const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** The server is ending or starting; the session waited too long inside a transaction. */
const SERVER_GONE = /^(?:08...|57P0[1235]|25P03)$/;
/** What the library says of a connection that broke; these errors have no code. */
const LIBRARY_GONE =
  /^(?:Connection terminated|Client (?:has encountered a connection error|was closed)|Postgres connection has been discarded)/;

/** What the library says when all connections of the desk are at work. */
const POOL_BUSY = 'timeout exceeded when trying to connect';

/** Whether the connection to the server broke or could not be made. */
export function isConnectionLoss(error: unknown): boolean {
  const code = codeOf(error);
  if (NETWORK_CODES.has(code) || SERVER_GONE.test(code)) return true;
  return code === '' && error instanceof Error && LIBRARY_GONE.test(error.message);
}

/** Still in each other's way after all repetitions; no connection left on the server. */
const BUSY: ReadonlySet<string> = new Set(['40001', '40P01', '53300']);

/** What happened to the server's disk, by SQLSTATE. A standby and a server put to read-only take no writes. */
const STORAGE_FAULTS: ReadonlyMap<string, LedgerFaultCode> = new Map([
  ['53100', 'disk_full'],
  ['58030', 'disk_failed'],
  ['25006', 'not_writable'],
  ['XX001', 'ledger_damaged'],
  ['XX002', 'ledger_damaged'],
]);

/** Whether the server found damaged pages. */
export function isDamage(error: unknown): boolean {
  return STORAGE_FAULTS.get(codeOf(error)) === 'ledger_damaged';
}

/** What an error at work means to the person; `null` for a bug. */
export function faultOf(error: unknown, { host, port }: PostgresAddress): LedgerFault | null {
  if (error instanceof LedgerFault) return error;
  const code = codeOf(error);
  const storage = STORAGE_FAULTS.get(code);
  if (storage !== undefined) return new LedgerFault(storage, { host, port, cause: code }, { cause: error });
  if (BUSY.has(code) || (error instanceof Error && error.message === POOL_BUSY)) {
    return new LedgerFault('busy', {}, { cause: error });
  }
  if (!isConnectionLoss(error)) return null;
  return new LedgerFault('server_unreachable', { host, port, cause: code }, { cause: error });
}

/** Why a database could not be entered, with where it is and never with the password; `null` for a bug. */
export function openRefusalOf(error: unknown, address: PostgresAddress): OpenRefusal | null {
  const { host, port, database, user } = address;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  const refusal = (name: string, detail: Record<string, unknown>) => ({ code: name, detail });
  if (code === '28P01' || code === '28000')
    return refusal('server_password_wrong', { host, port, database, user });
  if (/password must be a/.test(message))
    return refusal('server_password_needed', { host, port, database, user });
  if (code === '3D000') return refusal('database_missing', { host, port, database });
  if (code === '42501') return refusal('database_forbidden', { host, port, database, user, cause: message });
  // A letter of the probe that the database's encoding does not have.
  if (code === '22P05') {
    const needed = { encoding: 'UTF8', collation: 'C' };
    return refusal('database_unsuitable', { host, port, database, needed });
  }
  if (code === '53300') return refusal('server_busy', { host, port });
  if (/does not support SSL/.test(message)) return refusal('tls_unavailable', { host, port });
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/.test(code)) {
    return refusal('tls_untrusted', { host, port, cause: code });
  }
  return isConnectionLoss(error)
    ? refusal('server_unreachable', { host, port, cause: code || message })
    : null;
}
