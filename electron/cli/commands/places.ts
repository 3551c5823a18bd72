import type { Command } from 'commander';
import { userList } from '#shared/contract/access.ts';
import { routeList, routeSave, servicePointSave, tariffAssignmentSave } from '#shared/contract/customers.ts';
import type { InputOf } from '#shared/contract/define.ts';
import { subSupplyList, subSupplySet } from '#shared/contract/subSupply.ts';
import { supplyList, supplySet } from '#shared/contract/supply.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';
import { readJson } from '../files.ts';
import { atDesk, routeIdOf } from '../program.ts';
import { wholeNumber } from './ledger.ts';
import { customerOf, findRoute, pointOf, tariffIdOf } from './lookups.ts';

type PointOptions = {
  readonly account: string;
  readonly route?: string;
  readonly position?: string;
  readonly address?: string;
  readonly capacity?: string;
  readonly state?: string;
};
type RouteOptions = { readonly name?: string; readonly cycleDay?: string; readonly reader?: string };

/** `point ...` and `route ...`: where meters hang, and the ways to them. */
export function addPlaceCommands(program: Command): void {
  const point = program.command('point').description('service points / 用电点');
  point
    .command('save <servicePointNo>')
    .description('add a service point, or change what is named / 新增或修改用电点')
    .requiredOption('--account <no>', 'whose it is / 户号')
    .option('--route <no>', 'reading route / 抄表段')
    .option('--position <number>', 'place in the walking order / 抄表顺序')
    .option('--address <text>')
    .option('--capacity <kVA>')
    .option('--state <name>', 'active or closed')
    .action((servicePointNo: string, options: PointOptions, command: Command) =>
      atDesk(command, (desk) => savePoint(desk, servicePointNo, options)),
    );
  point
    .command('assign <accountNo>')
    .description('give a service point a tariff from a day on / 变更电价')
    .requiredOption('--tariff <code>')
    .requiredOption('--start-on <yyyy-mm-dd>')
    .option('--point <no>', 'service point, where the account has several / 用电点')
    .action(
      (accountNo: string, options: { tariff: string; startOn: string; point?: string }, command: Command) =>
        atDesk(command, async (desk) => {
          const { servicePointId } = await pointOf(desk, accountNo, options.point);
          const tariffId = await tariffIdOf(desk, options.tariff);
          return desk.run(tariffAssignmentSave, { servicePointId, tariffId, startOn: options.startOn });
        }),
    );
  addSupplyCommands(point);
  addSubSupplyCommands(point);
  const route = program.command('route').description('reading routes / 抄表段');
  route
    .command('list')
    .action((_options: unknown, command: Command) => atDesk(command, (desk) => desk.ask(routeList, {})));
  route
    .command('save <routeNo>')
    .description('add a route, or change what is named / 新增或修改抄表段')
    .option('--name <name>')
    .option('--cycle-day <day>', 'day of the month on which it is read / 抄表例日')
    .option('--reader <user>', 'who reads it; "" for nobody / 抄表员')
    .action((routeNo: string, options: RouteOptions, command: Command) =>
      atDesk(command, (desk) => saveRoute(desk, routeNo, options)),
    );
}

type SubOptions = {
  readonly point?: string;
  readonly parentPoint?: string;
  readonly kind: string;
  readonly amount?: string;
  readonly startOn: string;
  readonly reason: string;
};

function addSubSupplyCommands(point: Command): void {
  const sub = point.command('behind').description('service points behind others / 套扣、定量、定比');
  sub
    .command('list <accountNo>')
    .option('--point <no>', 'service point, where the account has several / 用电点')
    .action((accountNo: string, options: { point?: string }, command: Command) =>
      atDesk(command, async (desk) => {
        const { servicePointId } = await pointOf(desk, accountNo, options.point);
        return desk.ask(subSupplyList, { servicePointId });
      }),
    );
  sub
    .command('set <accountNo>')
    .description('state behind which one it hangs from a day on; kind none ends it')
    .requiredOption('--kind <name>', 'metered, fixed_quantity, fixed_ratio or none')
    .requiredOption('--start-on <yyyy-mm-dd>')
    .requiredOption('--reason <text>')
    .option('--parent-point <no>', 'the service point with the meter before it / 总表用电点')
    .option('--amount <number>', 'kWh a month (定量) or percent (定比)')
    .option('--point <no>', 'service point, where the account has several / 用电点')
    .action((accountNo: string, options: SubOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const { servicePointId } = await pointOf(desk, accountNo, options.point);
        return desk.run(subSupplySet, {
          servicePointId,
          parentNo: options.parentPoint ?? null,
          kind: options.kind as 'metered',
          amount: options.amount ?? null,
          startOn: options.startOn,
          reason: options.reason,
        });
      }),
    );
}

type SupplyOptions = {
  readonly point?: string;
  readonly startOn: string;
  readonly kind: string;
  readonly capacity?: string;
  readonly contract?: string;
  readonly basicChargeBy?: string;
  readonly powerFactor?: string;
  readonly loss?: string;
  readonly reason: string;
};

function addSupplyCommands(point: Command): void {
  const supply = point
    .command('supply')
    .description('capacity, contract, power factor standard / 供用电约定');
  supply
    .command('list <accountNo>')
    .option('--point <no>', 'service point, where the account has several / 用电点')
    .action((accountNo: string, options: { point?: string }, command: Command) =>
      atDesk(command, async (desk) => {
        const { servicePointId } = await pointOf(desk, accountNo, options.point);
        return desk.ask(supplyList, { servicePointId });
      }),
    );
  supply
    .command('set <accountNo>')
    .description('state the terms from a day on / 新装、变更、暂停、恢复、终止')
    .requiredOption('--start-on <yyyy-mm-dd>')
    .requiredOption('--reason <text>')
    .option('--kind <name>', 'start, change, pause, resume or end', 'change')
    .option('--capacity <kVA>', 'transformer capacity; 0 while paused / 容量')
    .option('--contract <kW>', 'contracted maximum demand / 合同需量')
    .option('--basic-charge-by <way>', 'capacity, contract or actual / 基本电费计费方式')
    .option('--power-factor <standard>', '0.90, 0.85 or 0.80 / 功率因数标准')
    .option('--loss <file.json>', 'losses before the meter: docs/formats/supply.md / 变损、线损')
    .option('--point <no>', 'service point, where the account has several / 用电点')
    .action((accountNo: string, options: SupplyOptions, command: Command) =>
      atDesk(command, async (desk) => {
        const { servicePointId } = await pointOf(desk, accountNo, options.point);
        return desk.run(supplySet, {
          servicePointId,
          startOn: options.startOn,
          kind: options.kind as 'change',
          capacityKva: options.capacity ?? null,
          contractKw: options.contract ?? null,
          basicChargeBy: (options.basicChargeBy ?? null) as 'capacity' | null,
          powerFactorStandard: (options.powerFactor ?? null) as '0.90' | null,
          loss:
            options.loss === undefined
              ? null
              : ((await readJson(options.loss)) as InputOf<typeof supplySet>['loss']),
          reason: options.reason,
        });
      }),
    );
}

async function savePoint(desk: Desk, servicePointNo: string, options: PointOptions) {
  const { customer, servicePoints } = await customerOf(desk, options.account);
  const before = servicePoints.find((one) => one.servicePointNo === servicePointNo);
  const routeId = options.route === undefined ? before?.routeId : await routeIdOf(desk, options.route);
  return desk.run(servicePointSave, {
    servicePointId: before?.servicePointId ?? null,
    expectedVersion: before?.version ?? null,
    customerId: customer.customerId,
    servicePointNo,
    routeId: routeId ?? refuse('route_needed', { option: '--route' }),
    routePosition:
      options.position === undefined
        ? (before?.routePosition ?? 0)
        : wholeNumber('--position', options.position),
    address: options.address ?? before?.address ?? customer.address,
    capacityKva: options.capacity ?? before?.capacityKva ?? null,
    state: (options.state as 'active' | undefined) ?? before?.state ?? 'active',
  });
}

async function saveRoute(desk: Desk, routeNo: string, options: RouteOptions) {
  const before = await findRoute(desk, routeNo);
  return desk.run(routeSave, {
    routeId: before?.routeId ?? null,
    expectedVersion: before?.version ?? null,
    routeNo,
    name: options.name ?? before?.name ?? refuse('name_needed', { option: '--name' }),
    cycleDay:
      options.cycleDay === undefined ? (before?.cycleDay ?? 1) : wholeNumber('--cycle-day', options.cycleDay),
    readerUserId: await readerOf(desk, options.reader, before?.readerUserId ?? null),
  });
}

async function readerOf(desk: Desk, userName: string | undefined, before: string | null) {
  if (userName === undefined) return before;
  if (userName === '') return null;
  const { rows } = await desk.ask(userList, {});
  return rows.find((row) => row.userName === userName)?.userId ?? refuse('reader_not_found', { userName });
}
