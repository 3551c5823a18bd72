import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { customerDetail, customerPage } from '#shared/contract/customers.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import { meterExchange } from '#shared/contract/meters.ts';
import { readingSheet } from '#shared/contract/reading.ts';
import { anomalyConfirm, readingWorklist } from '#shared/contract/readingAnomalies.ts';
import { readingImport } from '#shared/contract/readingFiles.ts';
import { expectSame, refusalOf } from './differs.ts';
import type { Route, World } from './world.ts';

type SheetRow = OutputOf<typeof readingSheet>['rows'][number];

/** A register as it hangs on the wall, in the smallest unit that it shows. */
type Register = { readonly code: string; dial: number; read: number };
type Meter = {
  readonly servicePointId: string;
  readonly accountNo: string;
  readonly routeId: string;
  meterNo: string;
  readonly digits: number;
  readonly decimals: number;
  readonly multiplier: Decimal;
  registers: readonly Register[];
  /** What the meter before this one counted since it was last read. */
  beforeKwh: Decimal;
  /** The month in which it was hung up, where that was seen. */
  exchangedIn: string | null;
};

const WORDS: Readonly<Record<string, string>> = {
  total: '总',
  sharp: '尖',
  peak: '峰',
  flat: '平',
  valley: '谷',
  deep_valley: '深谷',
};
const ROWS_AT_ONCE = 500;

/** The dials of all meters, and what was read of them, told without any of the ledger's code. */
export class Meters {
  readonly #meters = new Map<string, Meter>();
  /** Months of routes that were read, by `period routeId`. */
  readonly #read = new Set<string>();
  #exchanges = 0;

  /** Begins with what the first month's sheets say that was read. */
  static async of(world: World): Promise<Meters> {
    const meters = new Meters();
    for (const route of world.routes) {
      for (const row of await sheetOf(world, route)) meters.#hang(row);
      meters.#read.add(`${world.period} ${route.routeId}`);
    }
    return meters;
  }

  #hang({ servicePointId, accountNo, routeId, meterNo, digits, decimals, ...row }: SheetRow): void {
    const registers = row.registers.map(({ registerCode, current }) => {
      const dial = new Decimal(current?.value ?? 'none').times(10 ** decimals).toNumber();
      return { code: registerCode, dial, read: dial };
    });
    const multiplier = new Decimal(row.multiplier);
    const beforeKwh = new Decimal(0);
    const facts = { servicePointId, accountNo, routeId, meterNo, digits, decimals, multiplier };
    this.#meters.set(servicePointId, { ...facts, registers, beforeKwh, exchangedIn: null });
  }

  /** Whether the meter counts the total alone. */
  isSingle(servicePointId: string): boolean {
    return this.#meter(servicePointId).registers.length === 1;
  }

  #meter(servicePointId: string): Meter {
    const meter = this.#meters.get(servicePointId);
    if (!meter) throw new Error(`no meter at ${servicePointId}`);
    return meter;
  }

  isRead(period: string, routeId: string): boolean {
    return this.#read.has(`${period} ${routeId}`);
  }

  /**
   * The reader walks the route: every dial moved on by itself, the file is imported and what looks unusual
   * is confirmed. Gives what each service point used, in kWh.
   */
  async readRoute(world: World, route: Route, use: number): Promise<ReadonlyMap<string, string>> {
    const used = new Map<string, string>();
    const { period, folder } = world;
    const readOn = `${period}-${String(route.cycleDay).padStart(2, '0')}`;
    const lines = ['户号,资产编号,示数类型,本次示数,倍率,抄表日期,数据来源'];
    for (const { servicePointId, registers } of await sheetOf(world, route)) {
      const meter = this.#meter(servicePointId);
      for (const { registerCode, previous } of registers) {
        const register = meter.registers.find(({ code }) => code === registerCode);
        const told = register && text(register.read, meter);
        expectSame(`last reading of ${meter.meterNo} ${registerCode}`, previous?.value, told);
      }
      turn(meter, use);
      used.set(servicePointId, usedKwh(meter));
      for (const register of meter.registers) {
        const value = text(register.dial, meter);
        const word = WORDS[register.code] ?? register.code;
        lines.push(
          [meter.accountNo, meter.meterNo, word, value, meter.multiplier.toString(), readOn, '实抄'].join(
            ',',
          ),
        );
        register.read = register.dial;
      }
      meter.beforeKwh = new Decimal(0);
    }
    const path = join(folder, `${period}_${route.routeNo}.csv`);
    writeFileSync(path, `${lines.join('\r\n')}\r\n`);
    const reader = await world.people.at('reader');
    const batch = await reader.run(readingImport, { path, routeId: route.routeId, period });
    const counts = [batch.acceptedCount, batch.rejectedCount, batch.unknownMeterCount];
    expectSame(`values of ${period} ${route.routeNo}`, counts, [lines.length - 1, 0, 0]);
    await confirmAll(world, route.routeId, period);
    this.#read.add(`${period} ${route.routeId}`);
    return used;
  }

  /** Somebody looked again: so many kWh on the dial fewer than was read. Gives the right reading. */
  lower(servicePointId: string, kwh: number): string {
    const meter = this.#meter(servicePointId);
    const [register] = meter.registers;
    if (!register) throw new Error(`no register at ${servicePointId}`);
    const capacity = capacityOf(meter);
    register.dial = (register.dial - kwh * 10 ** meter.decimals + capacity) % capacity;
    register.read = register.dial;
    return text(register.dial, meter);
  }

  multiplierOf(servicePointId: string): Decimal {
    return this.#meter(servicePointId).multiplier;
  }

  /** A meter failed shortly before its route is read and another one is hung up; too late once it was read. */
  async exchange(world: World, route: Route, place: number, use: number): Promise<void> {
    const here = [...this.#meters.values()].filter(({ routeId }) => routeId === route.routeId);
    const meter = here[place % here.length];
    // A meter that was hung up this month is not taken down on the same day.
    if (!meter || meter.exchangedIn === world.period) return;
    const checker = await world.people.at('checker');
    const [customer] = (await checker.ask(customerPage, { search: meter.accountNo })).rows;
    const { servicePoints } = await checker.ask(customerDetail, { customerId: customer?.customerId ?? '' });
    const point = servicePoints.find(({ servicePointId }) => servicePointId === meter.servicePointId);
    const old = point?.installations.find(({ removedOn }) => removedOn === null);
    if (!old) throw new Error(`no meter hangs at ${meter.accountNo}`);
    this.#exchanges += 1;
    const before = meter.registers.map((register) => ({ ...register }));
    turn(meter, use);
    const meterNo = `X${String(this.#exchanges).padStart(6, '0')}`;
    const values = (dials: readonly { readonly code: string; readonly dial: number }[]) =>
      dials.map(({ code, dial }) => ({ registerCode: code as 'total', value: text(dial, meter) }));
    // The new one does not begin at nothing on every register.
    const fresh = meter.registers.map(({ code }, index) => ({ code, dial: index, read: index }));
    const { digits, decimals } = meter;
    const code = await refusalOf(
      checker.run(meterExchange, {
        servicePointId: meter.servicePointId,
        installationId: old.installationId,
        expectedVersion: old.version,
        exchangedOn: dayBefore(world.period, route.cycleDay),
        removalReadings: values(meter.registers),
        meter: { meterNo, digits, decimals, multiplier: old.multiplier, registers: old.registers },
        installationReadings: values(fresh),
        reason: '表计故障更换',
      }),
    );
    if (this.isRead(world.period, route.routeId)) {
      meter.registers = before;
      if (code !== 'period_locked') expectSame('a late exchange', code, 'date_before_last_reading');
      return;
    }
    expectSame(`exchange of ${meter.meterNo}`, code, null);
    meter.beforeKwh = new Decimal(usedKwh(meter));
    meter.meterNo = meterNo;
    meter.registers = fresh;
    meter.exchangedIn = world.period;
  }
}

function dayBefore(period: string, cycleDay: number): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, cycleDay - 1)).toISOString().slice(0, 10);
}

async function sheetOf(world: World, { routeId }: Route): Promise<readonly SheetRow[]> {
  const reader = await world.people.at('reader');
  return reader.askAll(readingSheet, { routeId, period: world.period }, ROWS_AT_ONCE);
}

export async function confirmAll(world: World, routeId: string, period: string): Promise<void> {
  const reader = await world.people.at('reader');
  for (const row of await reader.askAll(readingWorklist, { routeId, period, severity: 'confirm' })) {
    const { anomalyId, version: expectedVersion } = row;
    await reader.run(anomalyConfirm, { anomalyId, expectedVersion, reason: '模拟核对' });
  }
}

const capacityOf = ({ digits, decimals }: Meter) => 10 ** (digits + decimals);

const text = (dial: number, { decimals }: Meter) => new Decimal(dial).div(10 ** decimals).toString();

/** Every period register counts something of its own, the total register counts all of it. */
function turn(meter: Meter, use: number): void {
  const capacity = capacityOf(meter);
  const parts = meter.registers.filter(({ code }) => code !== 'total');
  // Below a tenth of what the register can show, so that it is plain how often it rolled over.
  const most = Math.min(900, capacity / 100);
  const moved = (index: number) =>
    Math.floor(((use * (index + 7) + meter.meterNo.length * 31) % 97) * (most / 97));
  let sum = 0;
  for (const [index, register] of parts.entries()) {
    sum += moved(index);
    register.dial = (register.dial + moved(index)) % capacity;
  }
  const [total] = meter.registers.filter(({ code }) => code === 'total');
  if (total) total.dial = (total.dial + (parts.length > 0 ? sum : moved(3))) % capacity;
}

function usedKwh(meter: Meter): string {
  const total = meter.registers.find(({ code }) => code === 'total');
  if (!total) throw new Error(`${meter.meterNo} has no total register`);
  const units = (total.dial - total.read + capacityOf(meter)) % capacityOf(meter);
  const kwh = new Decimal(units).div(10 ** meter.decimals).times(meter.multiplier);
  return kwh.plus(meter.beforeKwh).toString();
}
