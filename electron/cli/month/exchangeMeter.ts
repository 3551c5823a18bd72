import { customerDetail, customerPage } from '#shared/contract/customers.ts';
import { meterExchange } from '#shared/contract/meters.ts';
import { Decimal, decimalOf, decimalText } from '#shared/domain/money.ts';
import type { People } from './people.ts';

const LOOKED_AT = 40;
/** Past the meters of the route that have another difficulty of their own. */
const SKIPPED = 8;
const USED_SINCE_LAST_READING = 31;

/**
 * A single-rate meter of the route failed in the month and was exchanged: its removal reading closes
 * the old meter, the new one begins at nothing. Gives the service point; `null` where the route has no such meter.
 */
export async function exchangeMeter(people: People, routeId: string, period: string): Promise<string | null> {
  const checker = await people.at('checker');
  const { rows } = await checker.ask(customerPage, { routeId, limit: LOOKED_AT });
  for (const { customerId } of rows.slice(SKIPPED)) {
    const { servicePoints } = await checker.ask(customerDetail, { customerId });
    const [point] = servicePoints;
    const [old] = point?.installations ?? [];
    const [last] = point?.readings ?? [];
    if (!point || !old || !last || old.registers.length > 1) continue;
    const removal = decimalOf(last.value).plus(USED_SINCE_LAST_READING);
    if (removal.gte(new Decimal(10).pow(old.digits))) continue;
    await checker.run(meterExchange, {
      servicePointId: point.servicePointId,
      installationId: old.installationId,
      expectedVersion: old.version,
      exchangedOn: `${period}-05`,
      removalReadings: [{ registerCode: 'total', value: decimalText(removal) }],
      meter: {
        meterNo: `9${old.meterNo}`,
        digits: old.digits,
        decimals: old.decimals,
        multiplier: old.multiplier,
        registers: old.registers,
      },
      installationReadings: [{ registerCode: 'total', value: '0' }],
      reason: '表计故障更换',
    });
    return point.servicePointId;
  }
  return null;
}
