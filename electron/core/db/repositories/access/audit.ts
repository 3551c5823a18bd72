import { canonicalJson, sha256 } from '../../../runtime/canonicalJson.ts';
import type { LedgerDatabase, LedgerTransaction } from '../../database.ts';
import type { AuditEntryRow } from '../../schema/access.ts';
import { holdSeries } from '../../series.ts';

export type NewAuditEntry = Omit<AuditEntryRow, 'sequence' | 'previous_hash' | 'hash'>;

/** What the first entry points back to. */
export const CHAIN_START = '0'.repeat(64);

/** The hash that ties an entry to all entries before it. */
export function auditHash(entry: Omit<AuditEntryRow, 'hash'>): string {
  return sha256(canonicalJson(entry));
}

/** Appends entries to the chain, in order. Other desks wait from here until this transaction ends. */
export async function appendAudit(tx: LedgerTransaction, entries: readonly NewAuditEntry[]): Promise<void> {
  const chain = await holdSeries(tx, 'audit', loadLastEntry);
  for (const entry of entries) {
    const row = { ...entry, sequence: chain.last.sequence + 1, previous_hash: chain.last.hash };
    chain.last = { sequence: row.sequence, hash: auditHash(row) };
    await tx
      .insertInto('audit_entry')
      .values({ ...row, hash: chain.last.hash })
      .execute();
  }
}

/** The end of the chain; before the first entry what that one points back to. */
export async function loadLastEntry(db: LedgerDatabase): Promise<{ sequence: number; hash: string }> {
  const last = await db
    .selectFrom('audit_entry')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ?? { sequence: 0, hash: CHAIN_START };
}

const PART = 2000;

/** The first entry whose hash or place in the chain is wrong, `null` when the chain is whole. */
export async function findBrokenAuditEntry(db: LedgerDatabase): Promise<AuditEntryRow | null> {
  let sequence = 0;
  let previousHash = CHAIN_START;
  for (;;) {
    const part = await db
      .selectFrom('audit_entry')
      .selectAll()
      .where('sequence', '>', sequence)
      .orderBy('sequence')
      .limit(PART)
      .execute();
    for (const row of part) {
      const { hash, ...rest } = row;
      const isNext = row.sequence === sequence + 1 && row.previous_hash === previousHash;
      if (!isNext || auditHash(rest) !== hash) return row;
      sequence = row.sequence;
      previousHash = hash;
    }
    if (part.length < PART) return null;
  }
}

export type AuditFilter = {
  readonly userName?: string | undefined;
  readonly commandName?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  /** Instants: `since` included, `until` not. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
};

/**
 * Entries before a number, the latest first. Days have their first and last number looked up: a clock that was set back
 * may have written an earlier time after a later one.
 */
export async function pageAudit(
  db: LedgerDatabase,
  filter: AuditFilter & { readonly before: number | null; readonly limit: number },
): Promise<readonly AuditEntryRow[]> {
  const { userName, since, until } = filter;
  let query = db.selectFrom('audit_entry').selectAll().orderBy('sequence', 'desc').limit(filter.limit);
  if (filter.before !== null) query = query.where('sequence', '<', filter.before);
  if (userName !== undefined) {
    query = query.where('user_id', '=', (eb) =>
      eb
        .selectFrom('user_account')
        .select('user_account.user_id')
        .where('user_account.user_name', '=', userName),
    );
  }
  if (filter.commandName !== undefined) query = query.where('command_name', '=', filter.commandName);
  if (filter.subjectType !== undefined) query = query.where('subject_type', '=', filter.subjectType);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (since !== undefined) {
    query = query.where('recorded_at', '>=', since).where('sequence', '>=', ({ selectFrom }) =>
      selectFrom('audit_entry as first')
        .select(({ fn }) => fn.min<number>('first.sequence').as('sequence'))
        .where('first.recorded_at', '>=', since),
    );
  }
  if (until !== undefined) {
    query = query.where('recorded_at', '<', until).where('sequence', '<=', ({ selectFrom }) =>
      selectFrom('audit_entry as last')
        .select(({ fn }) => fn.max<number>('last.sequence').as('sequence'))
        .where('last.recorded_at', '<', until),
    );
  }
  return query.execute();
}
