import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { isServerAddress } from '#shared/contract/ledger.ts';
import { type BenchFigures, runBench } from '../bench/bench.ts';
import { growthOf } from '../bench/growth.ts';
import { refuse } from '../failure.ts';
import { printValue } from '../output.ts';
import { optionsOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

const DEFAULT_SIZES = [1_000, 10_000, 100_000];
const LONGEST_OUTPUT = 16 * 1024 * 1024;

/** `bench`: times the heavy steps at one size, or at three in processes of their own with a growth check. */
export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description('time the heavy steps, on a file or in new databases of --ledger postgres://... / 性能测量')
    .option('--points <number>', 'only this size; 1,000, 10,000 and 100,000 when left out')
    .action(async (own: { points?: string }, command: Command) => {
      const { json, ledger } = optionsOf(command);
      const server = ledger === undefined ? null : serverOf(ledger);
      const say = (step: string) => process.stderr.write(`${step}\n`);
      if (own.points !== undefined) {
        const points = wholeNumber('--points', own.points);
        printValue(await runBench({ points, server, say }), json === true);
        return;
      }
      const figures: BenchFigures[] = [];
      for (const size of DEFAULT_SIZES) {
        say(`${size} points`);
        figures.push(await benchInOwnProcess(size, server));
      }
      printValue({ sizes: figures, growth: growthOf(figures) }, json === true);
    });
}

/** Measuring fills a ledger with made-up customers, so it takes no file of the person's. */
function serverOf(ledger: string): string {
  return isServerAddress(ledger) ? ledger : refuse('server_needed', { option: '--ledger', value: ledger });
}

/** A process of its own, so that one size's peak of memory is not another's; on a server also its own database. */
async function benchInOwnProcess(points: number, server: string | null): Promise<BenchFigures> {
  const argv = [process.argv[1] ?? '', '--json', 'bench', '--points', String(points)];
  if (server !== null) {
    const address = new URL(server);
    address.pathname += `_${points}`;
    argv.push('--ledger', address.href);
  }
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: LONGEST_OUTPUT });
  return JSON.parse(stdout) as BenchFigures;
}
