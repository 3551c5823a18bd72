import type { Command } from 'commander';
import { officeClock, officeConfirmDay, officeDetail, officeSave } from '#shared/contract/access.ts';
import { channelList } from '#shared/contract/bankFiles.ts';
import { mappingProfileList, mappingProfileSave } from '#shared/contract/mappingProfile.ts';
import { parameterDetail, parameterSave } from '#shared/contract/parameters.ts';
import { readJson } from '../files.ts';
import { atDesk } from '../program.ts';
import { wholeNumber } from './ledger.ts';

type OfficeOptions = { readonly name?: string; readonly period?: string; readonly dueAfter?: string };
type ProfileOptions = { readonly name: string; readonly kind: string };

/** `office ...`, `profile ...` and `channel ...`: what the office works by. */
export function addOfficeCommands(program: Command): void {
  const office = program.command('office').description('the office / 单位设置');
  office
    .command('show')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(officeDetail, {})));
  office
    .command('save')
    .description('change what is named / 修改')
    .option('--name <name>')
    .option('--period <yyyy-mm>', 'the current month / 当前账期')
    .option('--due-after <days>', 'from issue to the day a bill is due / 缴费期限')
    .action((options: OfficeOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const before = await desk.ask(officeDetail, {});
        return desk.run(officeSave, {
          expectedVersion: before.version,
          name: options.name ?? before.name,
          currentPeriod: options.period ?? before.currentPeriod,
          dueAfterDays:
            options.dueAfter === undefined
              ? before.dueAfterDays
              : wholeNumber('--due-after', options.dueAfter),
        });
      }),
    );
  office
    .command('parameters')
    .description('what the office stated, and what holds with the defaults / 业务参数')
    .action((_options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(parameterDetail, {})),
    );
  office
    .command('set-parameters <file.json>')
    .description('state them anew; what is left out has its default / 设置业务参数')
    .action((file: string, _options: unknown, command: Command) =>
      atDesk(command, async (desk) => {
        const { version } = await desk.ask(parameterDetail, {});
        const parameters = (await readJson(file)) as Record<string, unknown>;
        return desk.run(parameterSave, { parameters, expectedVersion: version });
      }),
    );
  office
    .command('clock')
    .description('the day of this computer against the books / 计算机日期与账本')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(officeClock, {})));
  office
    .command('confirm-day <yyyy-mm-dd>')
    .description('the day is right though the books say another / 确认日期正确')
    .action((businessDate: string, _options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.run(officeConfirmDay, { businessDate })),
    );
  const profile = program.command('profile').description('layouts of files / 文件格式');
  profile
    .command('list')
    .action((_options: unknown, command: Command) =>
      atDesk(command, (desk) => desk.ask(mappingProfileList, {})),
    );
  profile
    .command('save <code> <file.json>')
    .description('store a layout, new or in the place of the one before / 保存')
    .requiredOption('--name <name>')
    .requiredOption('--kind <kind>', 'meter, bank or customer')
    .action((profileCode: string, file: string, { name, kind }: ProfileOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const { rows } = await desk.ask(mappingProfileList, {});
        return desk.run(mappingProfileSave, {
          profileCode,
          name,
          fileKind: kind as 'meter',
          expectedVersion: rows.find((row) => row.profileCode === profileCode)?.version ?? null,
          content: await readJson(file),
        });
      }),
    );
  program
    .command('channel')
    .description('the ways that money comes in / 收费渠道')
    .command('list')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(channelList, {})));
}
