import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import type { LedgerTransaction } from '../database.ts';
import type { NewsListener } from '../ledger.ts';
import { clientConfig, type PostgresAddress } from './postgresAddress.ts';

const CHANNEL = 'meterbook_news';
const RECONNECT_AFTER_MS = 2000;

export type News = {
  /** Sends subjects to the other desks when the transaction is committed. */
  readonly announce: (tx: LedgerTransaction, subjects: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Message = { readonly desk: string; readonly subjects: readonly string[] };

/**
 * Keeps one connection that hears what other desks committed. When it breaks it is made anew for as long as
 * the ledger is open, and the listener is told that messages may have been missed.
 */
export async function listenToNews(
  address: PostgresAddress,
  desk: string,
  onNews: NewsListener,
): Promise<News> {
  const ending = new AbortController();
  let client: pg.Client | null = null;

  const connect = async (): Promise<void> => {
    const made = new pg.Client(clientConfig(address));
    const broken = new Promise<void>((resolve) => {
      // It may break more than once: an error that nobody listens to would end the process.
      made.on('error', () => resolve());
      made.once('end', () => resolve());
    });
    made.on('notification', ({ payload }) => {
      const message = JSON.parse(payload ?? '') as Message;
      if (message.desk !== desk) onNews(message.subjects);
    });
    await made.connect();
    await made.query(`listen ${CHANNEL}`);
    if (ending.signal.aborted) return made.end();
    client = made;
    void broken.then(reconnect);
  };

  const reconnect = async (): Promise<void> => {
    let isBack = false;
    while (!isBack && !ending.signal.aborted) {
      await delay(RECONNECT_AFTER_MS, undefined, { ref: false });
      // Whatever keeps the server away is told to the person by the next call, not by this one.
      isBack = !ending.signal.aborted && (await succeeds(connect()));
    }
    if (isBack) onNews(null);
  };

  await connect();
  return {
    async announce(tx, subjects) {
      if (subjects.length === 0) return;
      const message: Message = { desk, subjects: [...new Set(subjects)] };
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(message)})`.execute(tx);
    },
    async close() {
      ending.abort();
      await client?.end();
    },
  };
}

function succeeds(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  );
}
