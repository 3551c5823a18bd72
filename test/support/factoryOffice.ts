import { billRunCalculate, billRunCreate, trialBillDetail, trialBillPage } from '#shared/contract/billing.ts';
import {
  customerSave,
  routeSave,
  servicePointSave,
  tariffAssignmentSave,
} from '#shared/contract/customers.ts';
import { meterInstall } from '#shared/contract/meters.ts';
import { readingKey } from '#shared/contract/reading.ts';
import { tariffActivate, tariffCreate } from '#shared/contract/tariff.ts';
import type { RegisterCode } from '#shared/domain/reading/registers.ts';
import { issueRun } from './issuedRoute.ts';
import { type Desk, TestOffice } from './office.ts';

export const ALL_ROLES = ['reader', 'checker', 'approver', 'supervisor', 'tariff_manager', 'admin'] as const;
export const FACTORY_PERIOD = '2026-10';

/** A tariff for tests that are not about prices. */
export const ONE_PRICE = {
  items: [{ kind: 'energy', code: 'energy', name: '电度电费', price: '0.5' }],
  cases: [
    {
      name: '一',
      source: '手工',
      startOn: '2026-10-01',
      endOn: '2026-11-01',
      total: '1',
      expectedTotal: '0.50',
    },
  ],
};

/** What is other than usual: the route and the tariff that the office began with, and a meter that counts by 100. */
type PointOptions = {
  readonly routeId?: string;
  readonly tariffId?: string;
  readonly tariffFrom?: string;
  readonly multiplier?: string;
};

/** An office with one route on which factories are put: every step goes through the commands of its people. */
export class FactoryOffice {
  readonly office: TestOffice;
  desk: Desk;
  readonly other: Desk;
  readonly routeId: string;
  #tariffId = '';

  private constructor(office: TestOffice, desk: Desk, other: Desk, routeId: string) {
    this.office = office;
    this.desk = desk;
    this.other = other;
    this.routeId = routeId;
  }

  static async create(content: Record<string, unknown>): Promise<FactoryOffice> {
    const office = await TestOffice.create();
    const desk = await office.desk('one', ALL_ROLES);
    const other = await office.desk('other', ALL_ROLES);
    const factory = new FactoryOffice(office, desk, other, await addRoute(desk, '01'));
    factory.#tariffId = await factory.addTariff('two_part', content);
    return factory;
  }

  /** A tariff in force since January; gives its id. */
  async addTariff(tariffCode: string, content: Record<string, unknown>): Promise<string> {
    const { tariffId, tariffVersionId } = await this.desk.run(tariffCreate, {
      tariffCode,
      name: '两部制',
      customerClass: 'industrial',
      startOn: '2026-01-01',
      documentNo: '价格表',
      content,
    });
    await this.other.run(tariffActivate, { tariffVersionIds: [tariffVersionId] });
    return tariffId;
  }

  /** A customer with one service point on a tariff, and a meter with these registers, each at 100; none without a meter. */
  async addPoint(
    accountNo: string,
    registers: readonly RegisterCode[],
    options: PointOptions = {},
  ): Promise<string> {
    const { routeId = this.routeId, tariffId = this.#tariffId, tariffFrom = '2026-09-20' } = options;
    const { customerId } = await this.desk.run(customerSave, {
      customerId: null,
      expectedVersion: null,
      accountNo,
      name: `厂 ${accountNo}`,
      address: '',
      customerClass: 'industrial',
    });
    const { servicePointId } = await this.desk.run(servicePointSave, {
      servicePointId: null,
      expectedVersion: null,
      customerId,
      servicePointNo: `${accountNo}-1`,
      routeId,
      routePosition: Number(accountNo),
      address: '',
    });
    if (registers.length > 0) {
      await this.desk.run(meterInstall, {
        servicePointId,
        meter: {
          meterNo: `9${accountNo}`,
          digits: 6,
          decimals: 3,
          multiplier: options.multiplier ?? '100',
          registers: [...registers],
        },
        installedOn: '2026-09-20',
        readings: registers.map((registerCode) => ({ registerCode, value: '100' })),
      });
    }
    await this.desk.run(tariffAssignmentSave, { servicePointId, tariffId, startOn: tariffFrom });
    return servicePointId;
  }

  /** Another route of the office. */
  addRoute(routeNo: string): Promise<string> {
    return addRoute(this.desk, routeNo);
  }

  async read(
    servicePointId: string,
    readOn: string,
    values: Readonly<Partial<Record<RegisterCode, string>>>,
  ): Promise<void> {
    const readings = Object.entries(values).map(([registerCode, value]) => ({
      registerCode: registerCode as RegisterCode,
      value,
    }));
    await this.desk.run(readingKey, { servicePointId, period: readOn.slice(0, 7), readOn, readings });
  }

  /** Calculates the run of a period; gives its bills by service point number. */
  async calculate(period = FACTORY_PERIOD) {
    const { billRunId, version } = await this.desk.run(billRunCreate, { routeId: this.routeId, period });
    await this.desk.run(billRunCalculate, { billRunId, expectedVersion: version });
    const { rows } = await this.desk.ask(trialBillPage, { billRunId });
    const bills = new Map<string, Awaited<ReturnType<FactoryOffice['billOf']>>>();
    for (const { servicePointNo, trialBillId } of rows)
      bills.set(servicePointNo, await this.billOf(trialBillId));
    const billAt = (servicePointNo: string) => {
      const bill = bills.get(servicePointNo);
      if (!bill) throw new Error(`no bill at ${servicePointNo}`);
      return bill;
    };
    return { billRunId, billAt };
  }

  billOf(trialBillId: string) {
    return this.desk.ask(trialBillDetail, { trialBillId });
  }

  issue(billRunId: string): Promise<void> {
    return issueRun(this.desk, this.other, billRunId);
  }
}

async function addRoute(desk: Desk, routeNo: string): Promise<string> {
  const { routeId } = await desk.run(routeSave, {
    routeId: null,
    expectedVersion: null,
    routeNo,
    name: '专变',
    cycleDay: 20,
    readerUserId: null,
  });
  return routeId;
}
