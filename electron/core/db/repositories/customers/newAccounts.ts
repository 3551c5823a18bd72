import type { LocalDate } from '#shared/domain/localDate.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import type { CustomerRow } from '../../schema/customers.ts';
import type { FirstLoad } from './firstLoad.ts';

/** What a person says of all of them, because a file does not. */
type PointFacts = {
  readonly routeId: string;
  readonly tariffId: string | null;
  readonly customerClass: CustomerRow['customer_class'];
};
type PointExists = { readonly code: 'service_point_exists'; readonly servicePointNo: string };

/** Room to put a service point between two others of a route. */
const POSITION_STEP = 10;

/** Customers and service points that the file brings, one after the other at the end of the route. */
export class NewAccounts {
  readonly #load: FirstLoad;
  readonly #facts: PointFacts;
  readonly #servicePointNos: ReadonlySet<string>;
  readonly #accounts = new Map<string, { readonly customerId: string; points: number }>();
  #position: number;

  constructor(
    load: FirstLoad,
    facts: PointFacts,
    known: { readonly servicePointNos: ReadonlySet<string>; readonly lastPosition: number },
  ) {
    this.#load = load;
    this.#facts = facts;
    this.#servicePointNos = known.servicePointNos;
    this.#position = known.lastPosition;
  }

  has(accountNo: string): boolean {
    return this.#accounts.has(accountNo);
  }

  /** The id of one more service point of an account, priced from that day on; the first one makes the customer. */
  addPoint(accountNo: string, openedOn: LocalDate): Result<string, PointExists> {
    const { routeId, tariffId, customerClass } = this.#facts;
    const points = (this.#accounts.get(accountNo)?.points ?? 0) + 1;
    const servicePointNo = points === 1 ? accountNo : `${accountNo}-${points}`;
    if (this.#servicePointNos.has(servicePointNo)) {
      return refused({ code: 'service_point_exists', servicePointNo });
    }
    const account = this.#accounts.get(accountNo) ?? this.#addCustomer(accountNo, customerClass);
    account.points = points;
    this.#position += POSITION_STEP;
    const { service_point_id } = this.#load.addServicePoint({
      service_point_no: servicePointNo,
      customer_id: account.customerId,
      route_id: routeId,
      route_position: this.#position,
      address: '',
      capacity_kva: null,
    });
    if (tariffId !== null) this.#load.addTariff(service_point_id, tariffId, openedOn);
    return ok(service_point_id);
  }

  #addCustomer(accountNo: string, customerClass: CustomerRow['customer_class']) {
    const { customer_id: customerId } = this.#load.addCustomer({
      account_no: accountNo,
      name: accountNo,
      address: '',
      phone: '',
      customer_class: customerClass,
      household_size: null,
    });
    const account = { customerId, points: 0 };
    this.#accounts.set(accountNo, account);
    return account;
  }
}
