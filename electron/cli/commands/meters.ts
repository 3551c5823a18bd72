import type { Command } from 'commander';
import { meterExchange, meterInstall, meterSave } from '#shared/contract/meters.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { atDesk } from '../program.ts';
import { wholeNumber } from './ledger.ts';
import { installedMeter, meterOf, pointOf } from './lookups.ts';
import { type RegisterValue, rateOfMeter, registerOf, registerValue } from './registerOptions.ts';

type NewMeter = {
  readonly on: string;
  readonly meter: string;
  readonly digits: string;
  readonly decimals: string;
  readonly multiplier: string;
  readonly installation: readonly RegisterValue[];
  readonly rate: Readonly<Record<string, RegisterCode>>;
};
type Exchange = NewMeter & { readonly removal: readonly RegisterValue[]; readonly reason: string };

type Correction = {
  readonly meter?: string;
  readonly digits?: string;
  readonly decimals?: string;
  readonly multiplier?: string;
  /** `false`: it has none. */
  readonly rate?: Readonly<Record<string, RegisterCode>> | false;
  readonly initial: readonly RegisterValue[];
  readonly without: readonly RegisterCode[];
  readonly reason: string;
};

/** `meter ...`: meters put up, exchanged and corrected. */
export function addMeterCommands(program: Command): void {
  const meter = program.command('meter').description('meters / 电能表');
  const withMeter = (name: string, description: string) =>
    meter
      .command(name)
      .description(description)
      .requiredOption('--on <yyyy-mm-dd>', 'day of the work / 日期')
      .requiredOption('--meter <no>', 'the new meter / 新表号')
      .requiredOption('--digits <number>', 'digits before its point')
      .option('--decimals <number>', 'digits after its point', '0')
      .requiredOption('--multiplier <number>', 'its CT x PT / 倍率')
      .requiredOption('--installation <register=value>', 'what the new meter showed; repeat', registerValue)
      .option('--rate <number=register>', 'which register a rate of it is; repeat', rateOfMeter, {});

  withMeter('install <accountNo>', 'put a meter where there is none / 装表')
    .option('--point <no>', 'service point, where the account has several / 用电点')
    .action((accountNo: string, options: NewMeter & { point?: string }, command: Command) =>
      atDesk(command, async (desk) => {
        const { servicePointId } = await pointOf(desk, accountNo, options.point);
        return desk.run(meterInstall, {
          servicePointId,
          meter: factsOf(options),
          installedOn: options.on,
          readings: [...options.installation],
        });
      }),
    );
  withMeter('exchange <oldMeterNo>', 'exchange a meter / 换表')
    .requiredOption('--removal <register=value>', 'what the old meter showed; repeat', registerValue)
    .requiredOption('--reason <text>')
    .action((oldMeterNo: string, options: Exchange, command: Command) =>
      atDesk(command, async (desk) =>
        desk.run(meterExchange, {
          ...(await installedMeter(desk, oldMeterNo)),
          exchangedOn: options.on,
          removalReadings: [...options.removal],
          meter: factsOf(options),
          installationReadings: [...options.installation],
          reason: options.reason,
        }),
      ),
    );
  meter
    .command('save <meterNo>')
    .description('correct what is named of a meter / 更正电能表')
    .option('--meter <no>', 'its right number / 表号')
    .option('--digits <number>', 'digits before its point')
    .option('--decimals <number>', 'digits after its point')
    .option('--multiplier <number>', 'its CT x PT / 倍率')
    .option('--rate <number=register>', 'which register a rate of it is, all of them; repeat', rateOfMeter)
    .option('--no-rate', 'its rates are no registers')
    .option(
      '--initial <register=value>',
      'what it showed when it was put up, also of a register that it was said not to have; repeat / 起码',
      registerValue,
      [],
    )
    .option('--without <register>', 'a register that it has not; repeat', registerOf, [])
    .requiredOption('--reason <text>')
    .action((meterNo: string, options: Correction, command: Command) =>
      atDesk(command, async (desk) => {
        const before = await meterOf(desk, meterNo);
        const count = (name: 'digits' | 'decimals') =>
          options[name] === undefined ? before[name] : wholeNumber(`--${name}`, options[name]);
        const stated = options.initial.map(({ registerCode }) => registerCode);
        const registers = [...new Set([...before.registers, ...stated])];
        return desk.run(meterSave, {
          meterId: before.meterId,
          expectedVersion: before.meterVersion,
          installationId: before.installationId,
          meterNo: options.meter ?? meterNo,
          digits: count('digits'),
          decimals: count('decimals'),
          multiplier: options.multiplier ?? before.multiplier,
          registers: registers.filter((code) => !options.without.includes(code)),
          periodMapping: options.rate === false ? {} : (options.rate ?? before.periodMapping),
          initialReadings: [...options.initial],
          reason: options.reason,
        });
      }),
    );
}

function factsOf(options: NewMeter) {
  return {
    meterNo: options.meter,
    digits: wholeNumber('--digits', options.digits),
    decimals: wholeNumber('--decimals', options.decimals),
    multiplier: options.multiplier,
    registers: options.installation.map(({ registerCode }) => registerCode),
    periodMapping: options.rate,
  };
}
