import { addMonths, type LocalDate, type Period } from '#shared/domain/localDate.ts';
import { listRoutes } from '../../db/repositories/customers/routes.ts';
import { issueRoute } from './issueMonth.ts';
import { payMonth } from './payMonth.ts';
import { type DesksPlan, SampleDesks } from './sampleDesks.ts';

/** Of the month after the one that is billed. */
const ISSUED_ON = '10';
/** Before the bills are due, and so late that the books do not seem to have rested for long. */
const PAID_ON = '22';
/** Of the last month's bills every so many-th is still owed, as in every office. */
const UNPAID_EACH = 25;

/**
 * The months before the one that is ready to be worked, as they were worked: each month's bills calculated and issued by the
 * checker and the approver, paid through a bank, the bank's day signed off, its vouchers approved. Time and rows grow with
 * the number of bills. What is still to come on the day on which the sample is made did not happen.
 */
export async function billEarlierMonths(
  plan: DesksPlan & { readonly period: Period; readonly months: number },
): Promise<void> {
  const { tx, months } = plan;
  const desks = await SampleDesks.open(plan);
  for (let back = months; back >= 1; back -= 1) {
    const period = addMonths(plan.period, -back);
    const next = addMonths(period, 1);
    if (!desks.goTo(`${next}-${ISSUED_ON}` as LocalDate)) return;
    for (const { route_id } of await listRoutes(tx)) await issueRoute(tx, desks, route_id, period);
    if (!desks.goTo(`${next}-${PAID_ON}` as LocalDate)) return;
    await payMonth(tx, desks, period, back === 1 ? UNPAID_EACH : null);
  }
}
