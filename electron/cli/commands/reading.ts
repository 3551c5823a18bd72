import type { Command } from 'commander';
import {
  readingCorrect,
  readingEstimate,
  readingKey,
  readingProgress,
  readingSheet,
} from '#shared/contract/reading.ts';
import { anomalyConfirm, anomalyDetail, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { atDesk, routeIdOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';
import { installedMeter } from './lookups.ts';
import { addReadingFiles } from './readingFiles.ts';
import { type RegisterValue, registerValue } from './registerOptions.ts';

type Route = { readonly route: string };
type Period = { readonly period: string };

/** `reading ...`: a month of readings from the file to the last unusual one. */
export function addReadingCommands(program: Command): void {
  const reading = program.command('reading').description('meter reading / 抄表');
  reading
    .command('import <file>')
    .description('import a meter file / 导入抄表文件')
    .option('--route <no>', 'route whose unread points become missing')
    .option('--recognise-route', 'the route of nearly all its meters / 按表计识别抄表段', false)
    .requiredOption('--period <yyyy-mm>', 'billing month / 账期')
    .option('--profile <code>', 'layout of the file')
    .option('--encoding <name>', 'utf-8 or gb18030, where it is not recognised')
    .option('--dry-run', 'only look what would be taken / 只检查')
    .option('--revision', 'values of this file replace those of files before', false)
    .action((file: string, options: ImportOptions, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(
          readingImport,
          {
            path: file,
            routeId: options.route === undefined ? null : await routeIdOf(desk, options.route),
            recognisesRoute: options.recogniseRoute,
            period: options.period,
            profileCode: options.profile ?? null,
            isRevision: options.revision,
            ...(options.encoding === undefined ? {} : { encoding: options.encoding as 'utf-8' }),
          },
          { dryRun: options.dryRun === true },
        ),
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
  reading
    .command('sheet')
    .description('the points of a route with what was read / 抄表单')
    .requiredOption('--route <no>')
    .requiredOption('--period <yyyy-mm>', 'billing month / 账期')
    .option('--missing', 'only those without a reading', false)
    .action(({ route, period, missing }: Route & Period & { missing: boolean }, command: Command) =>
      atDesk(command, async (desk) => {
        const routeId = await routeIdOf(desk, route);
        return { rows: await desk.askAll(readingSheet, { routeId, period, onlyMissing: missing }) };
      }),
    );
  addWorklistActions(reading);
  addReadingFiles(reading);
}

type ImportOptions = Partial<Route> &
  Period & {
    readonly profile?: string;
    readonly encoding?: string;
    readonly revision: boolean;
    readonly recogniseRoute: boolean;
    readonly dryRun?: boolean;
  };

function addWorklistActions(reading: Command): void {
  reading
    .command('show <anomalyId>')
    .description('an unusual reading with its history / 异常详情')
    .action((anomalyId: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(anomalyDetail, { anomalyId })),
    );
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
    .command('key <meterNo>')
    .description('take readings of a meter by hand / 录入示数')
    .requiredOption('--period <yyyy-mm>')
    .requiredOption('--read-on <yyyy-mm-dd>')
    .requiredOption('--value <register=value>', 'what it showed; repeat', registerValue)
    .option('--by-customer', 'the customer said so', false)
    .action((meterNo: string, options: KeyOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const { servicePointId } = await installedMeter(desk, meterNo);
        return desk.run(readingKey, {
          servicePointId,
          period: options.period,
          readOn: options.readOn,
          readings: [...options.value],
          quality: options.byCustomer ? 'customer' : 'actual',
        });
      }),
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
    .description('estimate the registers that could not be read; what was read stays / 估抄')
    .requiredOption('--period <yyyy-mm>')
    .requiredOption('--read-on <yyyy-mm-dd>')
    .requiredOption('--method <name>', 'same_month_last_year or daily_average')
    .requiredOption('--reason <text>')
    .action((servicePointId: string, options: EstimateOptions, command: Command) =>
      atDesk(command, (desk) => desk.run(readingEstimate, { servicePointId, ...options })),
    );
}

type EstimateOptions = {
  readonly period: string;
  readonly readOn: string;
  readonly method: 'same_month_last_year' | 'daily_average';
  readonly reason: string;
};
type KeyOptions = Period & {
  readonly readOn: string;
  readonly value: readonly RegisterValue[];
  readonly byCustomer: boolean;
};
