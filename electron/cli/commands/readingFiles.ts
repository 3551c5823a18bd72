import type { Command } from 'commander';
import { servicePointAdoptLines } from '#shared/contract/customers.ts';
import { readingBatchExportErrors, readingBatchLines, readingBatchPage } from '#shared/contract/reading.ts';
import { atDesk, routeIdOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

/** What becomes of imported meter files, added to the commands of reading. */
export function addReadingFiles(reading: Command): void {
  reading
    .command('batches')
    .description('imported files, the latest first / 导入批次')
    .option('--period <yyyy-mm>')
    .option('--limit <rows>', 'at most so many', '1000')
    .action(({ period, limit }: { period?: string; limit: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(
          readingBatchPage,
          period === undefined ? {} : { period },
          wholeNumber('--limit', limit),
        ),
      })),
    );
  reading
    .command('errors <batchId>')
    .description('lines of a file that were not accepted / 错误行')
    .option('--out <file.csv>', 'write them for a spreadsheet')
    .action((batchId: string, { out }: { out?: string }, command: Command) =>
      atDesk(command, async (desk) =>
        out === undefined
          ? { rows: await desk.askAll(readingBatchLines, { batchId }) }
          : desk.run(readingBatchExportErrors, { batchId, path: out }),
      ),
    );
  reading
    .command('adopt <batchId>')
    .description('turn unknown meters into new service points / 未知表建档')
    .requiredOption('--route <no>')
    .requiredOption('--digits <number>', 'digits before the point of these meters')
    .option('--class <name>', 'customer class', 'household')
    .option('--tariff-id <id>')
    .action((batchId: string, options: AdoptOptions, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(servicePointAdoptLines, {
          batchId,
          routeId: await routeIdOf(desk, options.route),
          customerClass: options.class,
          tariffId: options.tariffId ?? null,
          digits: wholeNumber('--digits', options.digits),
        }),
      ),
    );
}

type AdoptOptions = {
  readonly route: string;
  readonly digits: string;
  readonly class: string;
  readonly tariffId?: string;
};
