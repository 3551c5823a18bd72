import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import type { LedgerDatabase, LedgerTransaction } from '../database.ts';
import { type Ledger, LedgerFault } from '../ledger.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import { isConflict, isConnectionLoss } from './postgresErrors.ts';

/** Beside other desks; when they were in the way each time, alone. Alone nothing can be in the way. */
const TURNS = ['together', 'together', 'together', 'alone', 'alone'] as const;
type Turn = (typeof TURNS)[number];

/** Waits before a broken connection is tried again. A server that restarts is back within seconds. */
const RECONNECT_AFTER_MS = [100, 300, 1000, 2000, 4000] as const;

/**
 * The writing transactions of one desk: serialisable, and repeated as a whole when another desk was in the way
 * or the connection broke. A connection that breaks during the commit leaves open whether it counted; the
 * repetition finds out, because a command looks itself up under its id before it does anything.
 */
export function createTransact(writer: LedgerDatabase): Ledger['transact'] {
  return async (work) => {
    let conflicts = 0;
    let losses = 0;
    let isInDoubt = false;
    for (;;) {
      let isCommitting = false;
      try {
        return await writer
          .transaction()
          .setIsolationLevel('serializable')
          .execute(async (tx) => {
            await takeTurn(tx, TURNS[conflicts] ?? 'alone');
            const value = await work(tx);
            isCommitting = true;
            return value;
          });
      } catch (error) {
        if (isConflict(error)) {
          conflicts += 1;
          if (conflicts >= TURNS.length) throw reasonToStop(error, isInDoubt);
        } else if (isConnectionLoss(error)) {
          isInDoubt ||= isCommitting;
          const wait = RECONNECT_AFTER_MS[losses];
          losses += 1;
          if (wait === undefined) throw reasonToStop(error, isInDoubt);
          await delay(spread(wait));
        } else throw error;
      }
    }
  };
}

/**
 * Half as long to half as long again: what broke the connections of all desks broke them at one moment, and whoever comes
 * back together is in each other's way again, or meets the next break together.
 */
function spread(milliseconds: number): number {
  return milliseconds / 2 + randomInt(milliseconds);
}

/** Why work is given up. After a commit that may have counted, whatever came in the way leaves the outcome open. */
function reasonToStop(error: unknown, isInDoubt: boolean): unknown {
  return isInDoubt ? new LedgerFault('outcome_unknown', {}, { cause: error }) : error;
}

/**
 * Begins a transaction's work. `lock table` comes before the first look at the ledger, so that whoever had to wait
 * sees what the others committed meanwhile. It also keeps commands out while a desk migrates the ledger; after
 * that a program that does not know the new tables stops writing.
 */
async function takeTurn(tx: LedgerTransaction, turn: Turn): Promise<void> {
  const mode = turn === 'together' ? 'row share' : 'exclusive';
  await sql.raw(`lock table schema_migration in ${mode} mode`).execute(tx);
  const { rows } = await sql<{ last: string }>`select max(name) as last from schema_migration`.execute(tx);
  const program = MIGRATIONS.at(-1)?.name;
  if (rows[0]?.last !== program) throw new LedgerFault('newer_ledger', { ledger: rows[0]?.last, program });
}
