import { routeList } from '#shared/contract/customers.ts';
import { localDate, parsePeriod, periodOf } from '#shared/domain/localDate.ts';
import { cycleDayOf } from '#shared/domain/reading/cycle.ts';
import { useLedgerQuery } from '../../api/useLedgerQuery.ts';
import { useOffice } from '../../api/useOffice.ts';

/**
 * The day that is offered for a reading of a period: today in its month, otherwise the cycle day of the route. Today
 * in another month would count the reading for that month. `null` while it is not known: then the person says it.
 */
export function useUsualDay(routeId: string, period: string): string | null {
  const { ledger } = useOffice();
  const routes = useLedgerQuery(routeList, {});
  const month = parsePeriod(period);
  const route = routes.data?.rows.find((one) => one.routeId === routeId);
  if (!ledger || month === null || !route) return null;
  if (periodOf(localDate(ledger.businessDate)) === month) return ledger.businessDate;
  return cycleDayOf(month, route.cycleDay);
}
