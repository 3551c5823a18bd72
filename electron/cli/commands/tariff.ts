import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { holidayList, holidaySet } from '#shared/contract/holidays.ts';
import {
  tariffCreate,
  tariffDetail,
  tariffExport,
  tariffImport,
  tariffList,
  tariffWhatIf,
} from '#shared/contract/tariff.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import { minorToText } from '#shared/domain/money.ts';
import {
  HOLIDAY_CODES,
  type HolidayCode,
  OFFICE_DAY_TYPES,
  type OfficeDayType,
} from '#shared/domain/tariff/calendar/index.ts';
import {
  compareVersions,
  parseTariffContent,
  SHIPPED_TARIFFS,
  type TariffContent,
  trialTariff,
} from '#shared/domain/tariff/index.ts';
import { refuse } from '../failure.ts';
import { readJson } from '../files.ts';
import { printValue } from '../output.ts';
import { atDesk, optionsOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';
import { addPriceSheetCommands } from './priceSheet.ts';
import { addActivationCommands } from './tariffActivation.ts';

type CreateOptions = {
  readonly code: string;
  readonly name: string;
  readonly class: string;
  readonly startOn: string;
  readonly document: string;
};

type WhatIfOptions = { readonly account: string; readonly until: string; readonly months: string };

/** `tariff ...`: documents tried without a ledger, versions written and put in force. */
export function addTariffCommands(program: Command): void {
  const tariff = program.command('tariff').description('tariffs / 电价');
  tariff
    .command('trial <file.json>')
    .description('calculate the worked cases of a tariff document / 试算电价文件')
    .action(async (file: string, _options: unknown, command: Command) => {
      printValue(trialOf(await readJson(file)), optionsOf(command).json === true);
    });
  tariff
    .command('library [code]')
    .description(
      'tariffs that come with the program, published or of exercises; with a code its document / 价格库',
    )
    .action((code: string | undefined, _options: unknown, command: Command) => {
      printValue(
        code === undefined ? { rows: LIBRARY } : shipped(code).content,
        optionsOf(command).json === true,
      );
    });
  tariff
    .command('list')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(tariffList, {})));
  tariff
    .command('show <tariffId>')
    .action((tariffId: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(tariffDetail, { tariffId })),
    );
  tariff
    .command('create <file>')
    .description('write a dated version from a document (.json) or a price table (.xlsx, .csv) / 新建版本')
    .requiredOption('--code <code>')
    .requiredOption('--name <name>')
    .requiredOption('--class <name>', 'customer class')
    .requiredOption('--start-on <yyyy-mm-dd>', 'first day in force')
    .requiredOption('--document <no>', 'number of the price document / 文号')
    .action((file: string, options: CreateOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const facts = {
          tariffCode: options.code,
          name: options.name,
          customerClass: options.class,
          startOn: options.startOn,
          documentNo: options.document,
        };
        if (!file.endsWith('.json')) return desk.run(tariffImport, { ...facts, path: resolve(file) });
        return desk.run(tariffCreate, { ...facts, content: await readJson(file) });
      }),
    );
  tariff
    .command('export <tariffVersionId>')
    .description('write a version as a price table / 导出电价表')
    .requiredOption('--out <file.xlsx>')
    .action((tariffVersionId: string, { out }: { out: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(tariffExport, { tariffVersionId, path: resolve(out) })),
    );
  addPriceSheetCommands(tariff);
  tariff
    .command('what-if <tariffVersionId>')
    .description('what the bills of an account would have come to at a version / 对某户试算')
    .requiredOption('--account <no>')
    .requiredOption('--until <yyyy-mm>', 'last month / 截至账期')
    .option('--months <number>', 'so many months up to it', '12')
    .action((tariffVersionId: string, options: WhatIfOptions, command: Command) =>
      atDesk(command, (desk) =>
        desk.ask(tariffWhatIf, {
          tariffVersionId,
          accountNo: options.account,
          until: options.until,
          months: wholeNumber('--months', options.months),
        }),
      ),
    );
  tariff
    .command('compare <before.json> <after.json>')
    .description('what a document changes against another, figure by figure / 比较两个版本')
    .action(async (before: string, after: string, _options: unknown, command: Command) => {
      const changes = compareVersions(await contentOf(before), await contentOf(after));
      printValue({ changes }, optionsOf(command).json === true);
    });
  addActivationCommands(tariff);
  addHolidayCommands(program);
}

type HolidayOptions = {
  readonly type: OfficeDayType;
  readonly holiday?: HolidayCode;
  readonly document: string;
};

/** `holiday ...`: what single days are for all tariffs of the office. */
function addHolidayCommands(program: Command): void {
  const holiday = program.command('holiday').description('holidays and make-up workdays / 节假日与调休');
  holiday
    .command('list')
    .description('what the office stated of days / 本单位规定的日期')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(holidayList, {})));
  holiday
    .command('set <yyyy-mm-dd...>')
    .description('state what days are, where it is not as published / 规定某些日期')
    .addOption(new Option('--type <type>').choices(OFFICE_DAY_TYPES).makeOptionMandatory())
    .addOption(new Option('--holiday <name>', 'which holiday it belongs to').choices(HOLIDAY_CODES))
    .requiredOption('--document <no>', 'number of the notice / 文号')
    .action((days: LocalDate[], options: HolidayOptions, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(holidaySet, {
          days: days.map((dayOn) => ({ dayOn, dayType: options.type, holiday: options.holiday ?? null })),
          documentNo: options.document,
        }),
      ),
    );
}

/** The library without the documents themselves. */
const LIBRARY = SHIPPED_TARIFFS.map(({ content: _content, ...facts }) => facts);

function shipped(code: string) {
  const known = LIBRARY.map(({ tariffCode }) => tariffCode);
  return (
    SHIPPED_TARIFFS.find(({ tariffCode }) => tariffCode === code) ??
    refuse('tariff_not_found', { code, known })
  );
}

async function contentOf(file: string): Promise<TariffContent> {
  const content = parseTariffContent(await readJson(file));
  return content.ok ? content.value : refuse('content_invalid', { file, errors: content.error });
}

/** The cases with their lines; a document with errors or a case that comes out wrong is refused. */
function trialOf(document: unknown) {
  const { errors, cases, passed } = trialTariff(document);
  if (errors.length > 0) refuse('content_invalid', { errors });
  const shown = cases.map((one) => ({
    name: one.name,
    passed: one.passed,
    expected: one.expectedTotal,
    total: one.totalMinor === null ? null : minorToText(one.totalMinor),
    stop: one.stop?.code ?? null,
    expectedStop: one.expectedStop,
    differences: one.differences,
    lines: one.lines.map((line) => ({
      item: line.itemCode,
      formula: line.trace.formula,
      unrounded: line.unrounded,
      amount: minorToText(line.amountMinor),
    })),
  }));
  if (!passed) refuse('cases_failed', { cases: shown.filter((one) => !one.passed) });
  return { cases: shown };
}
