import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { InputOf } from '#shared/contract/define.ts';
import { tariffExportSheet, tariffImportSheet } from '#shared/contract/priceSheet.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';

type Pick = NonNullable<InputOf<typeof tariffImportSheet>['picks']>[number];
type ImportOptions = {
  readonly startOn?: string;
  readonly document?: string;
  readonly funds?: 'included' | 'separate';
  readonly to: readonly Pick[];
  readonly new: readonly Pick[];
  readonly leaveOut: readonly Pick[];
  readonly dryRun?: boolean;
};

/** `tariff import-sheet` and `export-sheet`: all prices of an office as one table like those that provinces publish. */
export function addPriceSheetCommands(tariff: Command): void {
  tariff
    .command('import-sheet <file>')
    .description('a draft version of every tariff that a published price table states / 导入价格表')
    .option('--start-on <yyyy-mm-dd>', 'first day in force, where the table does not say it / 执行日期')
    .option('--document <no>', 'number of the price document, where the table does not say it / 文号')
    .addOption(
      new Option('--funds <which>', 'whether the prices hold the funds / 价格含不含基金').choices([
        'included',
        'separate',
      ]),
    )
    .option(
      '--to <cell=code,code>',
      'tariffs that the row with this first price goes to',
      collect(toTariffs),
      [],
    )
    .option(
      '--new <cell=code[:newcode]>',
      'a new tariff for the row, like another one',
      collect(toNewTariff),
      [],
    )
    .option('--leave-out <cell>', 'a row that no tariff takes', collect(leftOut), [])
    .option('--dry-run', 'only show what it would do / 只预览')
    .action((file: string, options: ImportOptions, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(
          tariffImportSheet,
          {
            path: resolve(file),
            ...(options.startOn !== undefined && { startOn: options.startOn }),
            ...(options.document !== undefined && { documentNo: options.document }),
            ...(options.funds !== undefined && { funds: options.funds }),
            picks: [...options.to, ...options.new, ...options.leaveOut],
          },
          { dryRun: options.dryRun === true },
        ),
      ),
    );
  tariff
    .command('export-sheet')
    .description('the prices in force on a day as one price table / 导出价格表')
    .requiredOption('--on <yyyy-mm-dd>', 'day / 日期')
    .requiredOption('--out <file.xlsx>')
    .action(({ on, out }: { on: string; out: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(tariffExportSheet, { onDay: on, path: resolve(out) })),
    );
}

/** An option that may be given several times. */
function collect(read: (text: string) => Pick) {
  return (text: string, before: readonly Pick[]): readonly Pick[] => [...before, read(text)];
}

function toTariffs(text: string): Pick {
  const [cell = '', codes = ''] = text.split('=');
  if (codes === '') return refuse('invalid_input', { option: '--to', value: text });
  return { cell, tariffCodes: codes.split(',') };
}

function toNewTariff(text: string): Pick {
  const [cell = '', codes = ''] = text.split('=');
  const [like = '', newCode] = codes.split(':');
  if (like === '') return refuse('invalid_input', { option: '--new', value: text });
  return { cell, like, ...(newCode !== undefined && { newCode }) };
}

function leftOut(cell: string): Pick {
  return { cell, tariffCodes: [] };
}
