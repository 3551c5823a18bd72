import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { BenchFigures } from '../../electron/cli/bench/bench.ts';
import type { Growth } from '../../electron/cli/bench/growth.ts';
import { printValue } from '../../electron/cli/output.ts';
import { startPostgres } from '../support/postgresServer.ts';
import { sideBySide } from './sideBySide.ts';

const LONGEST_OUTPUT = 16 * 1024 * 1024;
const USAGE =
  'npm run bench -- [--points N] [--ledger sqlite|postgres|both|postgres://...] [--rounds N] [--json]';

const { values } = parseArgs({
  options: {
    points: { type: 'string' },
    ledger: { type: 'string', default: 'sqlite' },
    rounds: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

/** Rounds by turns, of both ledgers alone. */
const ROUNDS = Number(values.rounds ?? 1);

/** What `bench` prints: one size, or several with their growth. */
type Figures = BenchFigures | { readonly sizes: readonly BenchFigures[]; readonly growth: readonly Growth[] };

/** With more room Node.js clears up later: the memory that is needed shows only where it is scarce. */
const HEAP_MEGABYTES = 640;

/** A process of its own for each database, so that the memory of one is not the other's. */
async function bench(server: string | null): Promise<Figures> {
  const entry = join(import.meta.dirname, '../../electron/cli/index.ts');
  const argv = [`--max-old-space-size=${HEAP_MEGABYTES}`, entry, '--json', 'bench'];
  if (values.points !== undefined) argv.push('--points', values.points);
  if (server !== null) argv.push('--ledger', server);
  const running = promisify(execFile)(process.execPath, argv, { maxBuffer: LONGEST_OUTPUT });
  running.child.stderr?.pipe(process.stderr);
  return JSON.parse((await running).stdout) as Figures;
}

/** On a server with the defaults of an office, which is gone afterwards. */
async function benchOnOwnServer(): Promise<Figures> {
  const server = await startPostgres('measuring');
  try {
    return await bench(server.address('bench'));
  } finally {
    await server.stop();
  }
}

const sizesOf = (figures: Figures) => ('sizes' in figures ? figures.sizes : [figures]);

/** By turns, as often as asked: what else the computer does hits both, and the best of each says what it can do. */
async function benchBoth() {
  const [sqlite, postgres]: [Figures[], Figures[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    sqlite.push(await bench(null));
    postgres.push(await benchOnOwnServer());
  }
  return { sqlite, postgres, sideBySide: sideBySide(sqlite.flatMap(sizesOf), postgres.flatMap(sizesOf)) };
}

const BENCHES: Readonly<Record<string, () => Promise<unknown>>> = {
  sqlite: () => bench(null),
  postgres: benchOnOwnServer,
  both: benchBoth,
};

const { ledger } = values;
const chosen = ledger.startsWith('postgres://') ? () => bench(ledger) : BENCHES[ledger];
const areRoundsMeant = values.rounds === undefined || (ledger === 'both' && /^[1-9]\d?$/.test(values.rounds));
if (chosen && areRoundsMeant) printValue(await chosen(), values.json);
else {
  console.error(USAGE);
  process.exitCode = 2;
}
