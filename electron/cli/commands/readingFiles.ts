import type { Command } from 'commander';
import { servicePointAdoptLines } from '#shared/contract/customers.ts';
import {
  readingBatchExportErrors,
  readingBatchLines,
  readingBatchPage,
} from '#shared/contract/readingFiles.ts';
import { atDesk, routeIdOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';
import { tariffIdOf } from './lookups.ts';

type BatchListOptions = {
  readonly period?: string;
  readonly route?: string;
  readonly file?: string;
  readonly incomplete?: boolean;
  readonly limit: string;
};

/** What becomes of imported meter files, added to the commands of reading. */
export function addReadingFiles(reading: Command): void {
  reading
    .command('batches')
    .description('imported files, the latest first / 导入批次')
    .option('--period <yyyy-mm>')
    .option('--route <routeNo>', 'reading route / 抄表段')
    .option('--file <text>', 'words of the file name / 文件名')
    .option('--incomplete', 'with lines that were not taken / 有不合格行')
    .option('--limit <rows>', 'at most so many', '1000')
    .action((options: BatchListOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const filter = {
          period: options.period,
          fileName: options.file,
          ...(options.route === undefined ? {} : { routeId: await routeIdOf(desk, options.route) }),
          ...(options.incomplete ? { isComplete: false } : {}),
        };
        return { rows: await desk.askAll(readingBatchPage, filter, wholeNumber('--limit', options.limit)) };
      }),
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
    .option('--decimals <number>', 'decimals that they show', '0')
    .option('--multiplier <number>', 'for lines that state none', '1')
    .option('--class <name>', 'customer class', 'household')
    .option('--tariff <code>')
    .option('--line <number>', 'only this line of the file; repeat', lineNumber)
    .action((batchId: string, options: AdoptOptions, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(servicePointAdoptLines, {
          batchId,
          routeId: await routeIdOf(desk, options.route),
          customerClass: options.class,
          tariffId: options.tariff === undefined ? null : await tariffIdOf(desk, options.tariff),
          digits: wholeNumber('--digits', options.digits),
          decimals: wholeNumber('--decimals', options.decimals),
          multiplier: options.multiplier,
          ...(options.line && { lineNos: [...options.line] }),
        }),
      ),
    );
}

type AdoptOptions = {
  readonly route: string;
  readonly digits: string;
  readonly decimals: string;
  readonly multiplier: string;
  readonly class: string;
  readonly tariff?: string;
  readonly line?: readonly number[];
};

/** Gathers the numbers of lines. */
function lineNumber(text: string, before: readonly number[] = []): readonly number[] {
  return [...before, wholeNumber('--line', text)];
}
