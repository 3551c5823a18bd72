import type { Command } from 'commander';
import { servicePointAdoptLines } from '#shared/contract/customers.ts';
import {
  anomalyConfirm,
  readingBatchExportErrors,
  readingBatchLines,
  readingCorrect,
  readingEstimate,
  readingImport,
  readingProgress,
  readingWorklist,
} from '#shared/contract/reading.ts';
import { atDesk, routeIdOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';

type Route = { readonly route: string };
type Period = { readonly period: string };

/** `reading ...`: a month of readings from the file to the last unusual one. */
export function addReadingCommands(program: Command): void {
  const reading = program.command('reading').description('meter reading / 抄表');
  reading
    .command('import <file>')
    .description('import a meter file / 导入抄表文件')
    .option('--route <no>', 'route whose unread points become missing')
    .requiredOption('--period <yyyy-mm>', 'billing month / 账期')
    .option('--profile <code>', 'layout of the file')
    .option('--encoding <name>', 'utf-8 or gb18030, where it is not recognised')
    .option('--revision', 'values of this file replace those of files before', false)
    .action((file: string, options: ImportOptions, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(readingImport, {
          path: file,
          routeId: options.route === undefined ? null : await routeIdOf(desk, options.route),
          period: options.period,
          profileCode: options.profile ?? null,
          isRevision: options.revision,
          ...(options.encoding === undefined ? {} : { encoding: options.encoding as 'utf-8' }),
        }),
      ),
    );
  reading
    .command('worklist')
    .description('unusual and missing readings / 异常工单')
    .requiredOption('--period <yyyy-mm>', 'billing month / 账期')
    .option('--route <no>')
    .option('--limit <rows>', 'at most so many', '1000')
    .option('--all', 'also those that are worked', false)
    .action((options: Period & Partial<Route> & { limit: string; all: boolean }, command: Command) =>
      atDesk(command, async (desk) => {
        const { period, route } = options;
        const input = {
          period,
          ...(route === undefined ? {} : { routeId: await routeIdOf(desk, route) }),
          ...(options.all ? { state: null } : {}),
        };
        return { rows: await desk.askAll(readingWorklist, input, wholeNumber('--limit', options.limit)) };
      }),
    );
  reading
    .command('progress')
    .description('how far each route is read / 抄表进度')
    .requiredOption('--period <yyyy-mm>', 'billing month / 账期')
    .action(({ period }: Period, command: Command) =>
      atDesk(command, (desk) => desk.ask(readingProgress, { period })),
    );
  addWorklistActions(reading);
}

type ImportOptions = Partial<Route> &
  Period & { readonly profile?: string; readonly encoding?: string; readonly revision: boolean };

function addWorklistActions(reading: Command): void {
  reading
    .command('confirm <anomalyId>')
    .description('an unusual reading is right / 确认异常')
    .requiredOption('--expected-version <number>')
    .requiredOption('--reason <text>')
    .action((anomalyId: string, options: { expectedVersion: string; reason: string }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(anomalyConfirm, {
          anomalyId,
          expectedVersion: wholeNumber('--expected-version', options.expectedVersion),
          reason: options.reason,
        }),
      ),
    );
  reading
    .command('correct <readingId> <value>')
    .description('put a right value in the place of a wrong one / 更正示数')
    .requiredOption('--reason <text>')
    .action((readingId: string, value: string, { reason }: { reason: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(readingCorrect, { readingId, value, reason })),
    );
  reading
    .command('estimate <servicePointId>')
    .description('estimate what could not be read / 估抄')
    .requiredOption('--period <yyyy-mm>')
    .requiredOption('--read-on <yyyy-mm-dd>')
    .requiredOption('--method <name>', 'same_month_last_year or daily_average')
    .requiredOption('--reason <text>')
    .action((servicePointId: string, options: EstimateOptions, command: Command) =>
      atDesk(command, (desk) => desk.run(readingEstimate, { servicePointId, ...options })),
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

type EstimateOptions = {
  readonly period: string;
  readonly readOn: string;
  readonly method: 'same_month_last_year' | 'daily_average';
  readonly reason: string;
};
type AdoptOptions = Route & { readonly digits: string; readonly class: string; readonly tariffId?: string };
