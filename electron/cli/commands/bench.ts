import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { type BenchFigures, runBench } from '../bench/bench.ts';
import { growthOf } from '../bench/growth.ts';
import { printValue } from '../output.ts';
import { optionsOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

const DEFAULT_SIZES = [1_000, 10_000, 100_000];
const LONGEST_OUTPUT = 16 * 1024 * 1024;

/** `bench`: times the heavy steps at one size, or at three in processes of their own with a growth check. */
export function addBenchCommand(program: Command): void {
  program
    .command('bench')
    .description('time the heavy steps / 性能测量')
    .option('--points <number>', 'only this size; 1,000, 10,000 and 100,000 when left out')
    .action(async ({ points }: { points?: string }, command: Command) => {
      const isJson = optionsOf(command).json === true;
      const say = (step: string) => process.stderr.write(`${step}\n`);
      if (points !== undefined) {
        printValue(await runBench(wholeNumber('--points', points), say), isJson);
        return;
      }
      const figures: BenchFigures[] = [];
      for (const size of DEFAULT_SIZES) {
        say(`${size} points`);
        figures.push(await benchInOwnProcess(size));
      }
      printValue({ sizes: figures, growth: growthOf(figures) }, isJson);
    });
}

/** A process of its own, so that one size's peak of memory is not another's. */
async function benchInOwnProcess(points: number): Promise<BenchFigures> {
  const argv = [process.argv[1] ?? '', '--json', 'bench', '--points', String(points)];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { maxBuffer: LONGEST_OUTPUT });
  return JSON.parse(stdout) as BenchFigures;
}
