import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, runSql, startPostgres } from '../support/postgresServer.ts';

/** Where ledgers lie: files of this computer, or databases of a server that many desks reach. */
export type Place = {
  /** Whether several desks can have one ledger open at once. */
  readonly isShared: boolean;
  /** A folder for the files of the office. */
  readonly folder: string;
  /** The name of a ledger that does not exist yet. */
  readonly fresh: () => Promise<string>;
  /** A new ledger that begins as a copy of one which nobody has open. */
  readonly copyOf: (ledger: string) => Promise<string>;
  /**
   * The power fails where the ledger lies. Gives a ledger with what was left on the disk at that moment, or the
   * same ledger where the server itself went down and came up again.
   */
  readonly cutPower: (ledger: string) => Promise<string>;
  readonly drop: (ledger: string) => Promise<void>;
  /** The end of the place and of all that lies in it. */
  readonly remove: () => Promise<void>;
};

const FILES_OF_A_LEDGER = ['', '-wal', '-shm', '.lock'];
/** What survives a power cut: the shared memory and the lock of a process do not. */
const ON_DISK = ['', '-wal'];

export function filePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-sim-'));
  let count = 0;
  const fresh = async () => {
    count += 1;
    return join(folder, `office${count}.meterbook`);
  };
  const copy = async (ledger: string) => {
    const to = await fresh();
    for (const suffix of ON_DISK) if (existsSync(ledger + suffix)) copyFileSync(ledger + suffix, to + suffix);
    return to;
  };
  return {
    isShared: false,
    folder,
    fresh,
    copyOf: copy,
    cutPower: copy,
    drop: async (ledger) => {
      for (const suffix of FILES_OF_A_LEDGER) rmSync(ledger + suffix, { force: true });
    },
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A server of its own, with the durability that an office's server has: it is going to lose its power. */
export async function serverPlace(): Promise<Place> {
  const server: PostgresServer = await startPostgres('measuring');
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-sim-'));
  let count = 0;
  const create = async (template: string) => {
    count += 1;
    const name = `office${count}`;
    await runSql(server.address('postgres'), `create database ${name} template ${template}`);
    return server.address(name);
  };
  const nameOf = (ledger: string) => new URL(ledger).pathname.slice(1);
  return {
    isShared: true,
    folder,
    fresh: () => create('template0'),
    copyOf: (ledger) => create(nameOf(ledger)),
    async cutPower(ledger) {
      await server.crash();
      return ledger;
    },
    async drop(ledger) {
      await runSql(server.address('postgres'), `drop database if exists ${nameOf(ledger)} with (force)`);
    },
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
