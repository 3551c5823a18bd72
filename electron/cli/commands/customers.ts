import type { Command } from 'commander';
import {
  customerDetail,
  customerExportErrors,
  customerExportTemplate,
  customerImport,
  customerPage,
  customerSave,
} from '#shared/contract/customers.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';
import { wholeNumber } from './ledger.ts';
import { customerOf, findCustomer } from './lookups.ts';

type SaveOptions = {
  readonly name?: string;
  readonly address?: string;
  readonly phone?: string;
  readonly class?: string;
  readonly household?: string;
  readonly state?: string;
};

/** `customer ...`: customers, by the spreadsheet and one by one. */
export function addCustomerCommands(program: Command): void {
  const customer = program.command('customer').description('customers / 用户档案');
  customer
    .command('import <file>')
    .description('import customers from a spreadsheet / 导入档案')
    .option('--profile <code>', 'layout of the file', 'customer_template')
    .option('--dry-run', 'only look what would be taken / 只检查')
    .action((file: string, { profile, dryRun }: { profile: string; dryRun?: boolean }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(customerImport, { path: file, profileCode: profile }, { dryRun: dryRun === true }),
      ),
    );
  customer
    .command('errors <file>')
    .description('write the lines of a spreadsheet that are not taken / 导出不合格行')
    .requiredOption('--out <file.csv>')
    .option('--profile <code>', 'layout of the file', 'customer_template')
    .action((file: string, { out, profile }: { out: string; profile: string }, command: Command) =>
      atDesk(command, (desk) =>
        desk.run(customerExportErrors, { path: file, profileCode: profile, errorsPath: out }),
      ),
    );
  customer
    .command('template <file.xlsx>')
    .description('write an empty spreadsheet to fill in / 导出空白模板')
    .option('--kind <kind>', 'customer, meter_long or meter_wide', 'customer')
    .action((file: string, { kind }: { kind: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(customerExportTemplate, { path: file, kind: kind as 'customer' })),
    );
  customer
    .command('list')
    .description('found by account, meter, name or address / 查找用户')
    .option('--search <text>')
    .option('--limit <rows>', 'at most so many', '1000')
    .action(({ search, limit }: { search?: string; limit: string }, command: Command) =>
      atDesk(command, async (desk) => ({
        rows: await desk.askAll(
          customerPage,
          search === undefined ? {} : { search },
          wholeNumber('--limit', limit),
        ),
      })),
    );
  customer
    .command('show <accountNo>')
    .description('everything about a customer / 用户详情')
    .action((accountNo: string, _options: unknown, command: Command) =>
      atDesk(command, async (desk) => {
        const { customer: found } = await customerOf(desk, accountNo);
        return desk.ask(customerDetail, { customerId: found.customerId });
      }),
    );
  customer
    .command('save <accountNo>')
    .description('add a customer, or change what is named / 新增或修改用户')
    .option('--name <name>')
    .option('--address <text>')
    .option('--phone <no>')
    .option('--class <name>', 'customer class; household for a new one')
    .option('--household <persons>', 'size of the household, 0: unknown / 人口')
    .option('--state <name>', 'active or closed')
    .action((accountNo: string, options: SaveOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const before = (await findCustomer(desk, accountNo))?.customer;
        const household =
          options.household === undefined
            ? (before?.householdSize ?? null)
            : wholeNumber('--household', options.household) || null;
        return desk.run(customerSave, {
          customerId: before?.customerId ?? null,
          expectedVersion: before?.version ?? null,
          accountNo,
          name: options.name ?? before?.name ?? refuse('name_needed', { option: '--name' }),
          address: options.address ?? before?.address ?? '',
          phone: options.phone ?? before?.phone ?? '',
          customerClass: options.class ?? before?.customerClass ?? 'household',
          householdSize: household,
          state: (options.state as 'active' | undefined) ?? before?.state ?? 'active',
        });
      }),
    );
}
