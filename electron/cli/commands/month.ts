import type { Command } from 'commander';
import { runMonth } from '../month/month.ts';
import { printValue } from '../output.ts';
import { optionsOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

type Options = { readonly out: string; readonly points: string; readonly seed: string };

/** `month`: the whole month of the sample office, from the meter files to the approved vouchers. */
export function addMonthCommand(program: Command): void {
  program
    .command('month')
    .description('a whole month of the sample office / 样例月度全流程')
    .requiredOption('--out <folder>', 'for the ledger and all files')
    .option('--points <number>', 'service points', '200')
    .option('--seed <number>', 'seed of the sample', '1')
    .action(async (options: Options, command: Command) => {
      const figures = await runMonth({
        folder: options.out,
        points: wholeNumber('--points', options.points),
        seed: wholeNumber('--seed', options.seed),
        say: (step) => process.stderr.write(`${step}\n`),
      });
      printValue(figures, optionsOf(command).json === true);
    });
}
