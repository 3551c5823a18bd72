import { type Command, InvalidArgumentError } from 'commander';
import {
  customerDetail,
  customerExportTemplate,
  customerImport,
  customerPage,
  meterExchange,
  routeList,
} from '#shared/contract/customers.ts';
import { isRegisterCode, type RegisterCode } from '#shared/domain/reading/registers.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { atDesk } from '../program.ts';
import { wholeNumber } from './ledger.ts';

type RegisterValue = { readonly registerCode: RegisterCode; readonly value: string };

/** `customer ...`, `meter ...` and `route ...`. */
export function addCustomerCommands(program: Command): void {
  const customer = program.command('customer').description('customers and service points / 用户档案');
  customer
    .command('import <file>')
    .description('import customers from a spreadsheet / 导入档案')
    .option('--profile <code>', 'layout of the file', 'customer_template')
    .action((file: string, { profile }: { profile: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(customerImport, { path: file, profileCode: profile })),
    );
  customer
    .command('template <file.xlsx>')
    .description('write an empty spreadsheet to fill in / 导出空白模板')
    .option('--kind <kind>', 'customer, meter_long or meter_wide', 'customer')
    .action((file: string, { kind }: { kind: string }, command: Command) =>
      atDesk(command, (desk) => desk.run(customerExportTemplate, { path: file, kind: kind as 'customer' })),
    );
  program
    .command('route')
    .description('reading routes / 抄表段')
    .command('list')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(routeList, {})));
  addMeters(program);
}

type ExchangeOptions = {
  readonly on: string;
  readonly removal: readonly RegisterValue[];
  readonly meter: string;
  readonly digits: string;
  readonly decimals: string;
  readonly multiplier: string;
  readonly installation: readonly RegisterValue[];
  readonly rate: Readonly<Record<string, RegisterCode>>;
  readonly reason: string;
};

function addMeters(program: Command): void {
  program
    .command('meter')
    .description('meters / 电能表')
    .command('exchange <oldMeterNo>')
    .description('exchange a meter / 换表')
    .requiredOption('--on <yyyy-mm-dd>', 'day of the exchange / 换表日期')
    .requiredOption('--removal <register=value>', 'what the old meter showed; repeat', registerValue)
    .requiredOption('--meter <no>', 'the new meter / 新表号')
    .requiredOption('--digits <number>', 'digits before its point')
    .option('--decimals <number>', 'digits after its point', '0')
    .requiredOption('--multiplier <number>', 'its CT x PT / 倍率')
    .requiredOption('--installation <register=value>', 'what the new meter showed; repeat', registerValue)
    .option('--rate <number=register>', 'which register a rate of it is; repeat', rateOfMeter, {})
    .requiredOption('--reason <text>')
    .action((oldMeterNo: string, options: ExchangeOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const old = await installedMeter(desk, oldMeterNo);
        return desk.run(meterExchange, {
          ...old,
          exchangedOn: options.on,
          removalReadings: [...options.removal],
          meter: {
            meterNo: options.meter,
            digits: wholeNumber('--digits', options.digits),
            decimals: wholeNumber('--decimals', options.decimals),
            multiplier: options.multiplier,
            registers: options.installation.map(({ registerCode }) => registerCode),
            periodMapping: options.rate,
          },
          installationReadings: [...options.installation],
          reason: options.reason,
        });
      }),
    );
}

/** Gathers `total=1234.5` and so on. */
function registerValue(text: string, before: readonly RegisterValue[] = []): readonly RegisterValue[] {
  const [register = '', value = ''] = text.split('=');
  if (!isRegisterCode(register)) throw new InvalidArgumentError(`register=value, e.g. total=1234.5: ${text}`);
  return [...before, { registerCode: register, value }];
}

/** Gathers `1=peak` and so on. */
function rateOfMeter(
  text: string,
  before: Readonly<Record<string, RegisterCode>>,
): Readonly<Record<string, RegisterCode>> {
  const [rate = '', register = ''] = text.split('=');
  if (!isRegisterCode(register)) throw new InvalidArgumentError(`number=register, e.g. 1=peak: ${text}`);
  return { ...before, [rate]: register };
}

/** Where a meter is today. */
async function installedMeter(desk: Desk, meterNo: string) {
  const { rows } = await desk.ask(customerPage, { search: meterNo });
  for (const { customerId, servicePoints } of rows) {
    if (!servicePoints.some((point) => point.meterNo === meterNo)) continue;
    const detail = await desk.ask(customerDetail, { customerId });
    for (const { servicePointId, installations } of detail.servicePoints) {
      const found = installations.find((one) => one.meterNo === meterNo && one.removedOn === null);
      if (!found) continue;
      return { servicePointId, installationId: found.installationId, expectedVersion: found.version };
    }
  }
  return refuse('meter_not_installed', { meterNo });
}
