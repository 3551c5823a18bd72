import { customerDetail, customerPage, routeList } from '#shared/contract/customers.ts';
import { tariffList } from '#shared/contract/tariff.ts';
import type { Desk } from '../desk.ts';
import { refuse } from '../failure.ts';

/** The customer of an account number with everything about it, `null` where there is none. */
export async function findCustomer(desk: Desk, accountNo: string) {
  const rows = await desk.askAll(customerPage, { search: accountNo });
  const found = rows.find((row) => row.accountNo === accountNo);
  return found ? desk.ask(customerDetail, { customerId: found.customerId }) : null;
}

/** The same where the account number must exist. */
export async function customerOf(desk: Desk, accountNo: string) {
  return (await findCustomer(desk, accountNo)) ?? refuse('account_not_found', { accountNo });
}

/** A service point of a customer: by its number, or the only one that the customer has. */
export async function pointOf(desk: Desk, accountNo: string, servicePointNo: string | undefined) {
  const { servicePoints } = await customerOf(desk, accountNo);
  const found =
    servicePointNo === undefined && servicePoints.length === 1
      ? servicePoints[0]
      : servicePoints.find((point) => point.servicePointNo === servicePointNo);
  const known = servicePoints.map((point) => point.servicePointNo);
  return found ?? refuse('service_point_not_found', { accountNo, option: '--point', known });
}

/** A route by the number that people know it by, `null` where there is none. */
export async function findRoute(desk: Desk, routeNo: string) {
  const { rows } = await desk.ask(routeList, {});
  return rows.find((row) => row.routeNo === routeNo) ?? null;
}

/** The id of a tariff by its code. */
export async function tariffIdOf(desk: Desk, tariffCode: string): Promise<string> {
  const { rows } = await desk.ask(tariffList, {});
  const found = rows.find((row) => row.tariffCode === tariffCode);
  return (
    found?.tariffId ?? refuse('tariff_not_found', { tariffCode, known: rows.map((row) => row.tariffCode) })
  );
}

/** Where a meter is today. */
export async function installedMeter(desk: Desk, meterNo: string) {
  const found = (await installationsOf(desk, meterNo)).find(({ removedOn }) => removedOn === null);
  if (!found) return refuse('meter_not_installed', { meterNo });
  const { servicePointId, installationId, version } = found;
  return { servicePointId, installationId, expectedVersion: version };
}

/** A meter as it is written down, also one that was removed. */
export async function meterOf(desk: Desk, meterNo: string) {
  const [found] = await installationsOf(desk, meterNo);
  return found ?? refuse('meter_not_found', { meterNo });
}

/** Places of the meter with this number: at the customer who has it today, otherwise at those who had it. */
async function installationsOf(desk: Desk, meterNo: string) {
  const rows = await desk.askAll(customerPage, { search: meterNo });
  const current = rows.filter(({ servicePoints }) => servicePoints.some((one) => one.meterNo === meterNo));
  const places = [];
  for (const { customerId } of current.length > 0 ? current : rows) {
    const { servicePoints } = await desk.ask(customerDetail, { customerId });
    for (const { servicePointId, installations } of servicePoints) {
      const own = installations.filter((one) => one.meterNo === meterNo);
      places.push(...own.map((one) => ({ ...one, servicePointId })));
    }
  }
  return places;
}
