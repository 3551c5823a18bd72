import { dayVouchers } from '#shared/domain/accounting/dayVouchers.ts';
import type { Blocker } from '#shared/domain/accounting/periodClose.ts';
import { type Period, spanOfPeriod } from '#shared/domain/localDate.ts';
import type { LedgerDatabase } from '../../database.ts';
import { standingDrawers } from '../collection/cashDrawers.ts';
import { listStandingVouchers, sumDay } from './vouchers.ts';

/** What keeps a month from being closed: routes read and not billed, cash not counted, bank days not signed off, vouchers not posted. */
export async function listBlockers(db: LedgerDatabase, period: Period): Promise<readonly Blocker[]> {
  return [
    ...(await unbilledRoutes(db, period)),
    ...(await openDrawers(db, period)),
    ...(await openDays(db, period)),
    ...(await unpostedVouchers(db, period)),
  ];
}

/** Routes with a run that is not issued, and those that were read and have none: a closed month takes no bills. */
async function unbilledRoutes(db: LedgerDatabase, period: Period): Promise<readonly Blocker[]> {
  const rows = await db
    .selectFrom('route')
    .leftJoin('bill_run as run', (join) =>
      join
        .onRef('run.route_id', '=', 'route.route_id')
        .on('run.period', '=', period)
        .on('run.state', '<>', 'cancelled'),
    )
    .select(['route.route_no', 'route.name', 'run.state'])
    .where(({ or, and, eb, exists, selectFrom }) =>
      or([
        eb('run.state', '<>', 'issued'),
        and([
          eb('run.bill_run_id', 'is', null),
          exists(
            selectFrom('service_point as point')
              .innerJoin('reading', 'reading.service_point_id', 'point.service_point_id')
              .select('reading.reading_id')
              .whereRef('point.route_id', '=', 'route.route_id')
              .where('reading.period', '=', period)
              .where('reading.kind', '=', 'cycle'),
          ),
        ]),
      ]),
    )
    .orderBy('route.route_no')
    .execute();
  return rows.map(({ route_no, name, state }) => ({
    kind: 'bill_run',
    name: `${route_no} ${name}`,
    on: null,
    state,
  }));
}

/** Days on which somebody took money at the counter and did not close the drawer. */
async function openDrawers(db: LedgerDatabase, period: Period): Promise<readonly Blocker[]> {
  const { startOn, endOn } = spanOfPeriod(period);
  const closed = standingDrawers(db)
    .where('drawer.business_on', '>=', startOn)
    .where('drawer.business_on', '<', endOn);
  const rows = await db
    .selectFrom('receipt')
    .innerJoin('channel', 'channel.channel_code', 'receipt.channel_code')
    .innerJoin('user_account', 'user_account.user_id', 'receipt.received_by')
    .leftJoin(closed.selectAll('drawer').as('drawer'), (join) =>
      join
        .onRef('drawer.cashier_id', '=', 'receipt.received_by')
        .onRef('drawer.business_on', '=', 'receipt.received_on'),
    )
    .select(['user_account.display_name', 'receipt.received_on'])
    .distinct()
    .where('receipt.received_on', '>=', startOn)
    .where('receipt.received_on', '<', endOn)
    .where('channel.kind', '=', 'counter')
    .where('drawer.drawer_id', 'is', null)
    .orderBy('receipt.received_on')
    .orderBy('user_account.display_name')
    .execute();
  return rows.map(({ display_name, received_on }) => ({
    kind: 'cash_drawer',
    name: display_name,
    on: received_on,
    state: null,
  }));
}

/** Days on which a bank has lines or we have receipts, and nobody has signed them off. */
async function openDays(db: LedgerDatabase, period: Period): Promise<readonly Blocker[]> {
  const { startOn, endOn } = spanOfPeriod(period);
  const rows = await db
    .with('active', (with_) =>
      with_
        .selectFrom('channel')
        .innerJoin('bank_line', 'bank_line.channel_code', 'channel.channel_code')
        .select(['channel.channel_code', 'channel.name', 'bank_line.booked_on as day'])
        .where('channel.kind', '=', 'bank')
        .where('bank_line.booked_on', '>=', startOn)
        .where('bank_line.booked_on', '<', endOn)
        .union(
          with_
            .selectFrom('channel')
            .innerJoin('receipt', 'receipt.channel_code', 'channel.channel_code')
            .select(['channel.channel_code', 'channel.name', 'receipt.received_on as day'])
            .where('channel.kind', '=', 'bank')
            .where('receipt.received_on', '>=', startOn)
            .where('receipt.received_on', '<', endOn),
        )
        .union(
          with_
            .selectFrom('channel')
            .innerJoin('reconciliation', 'reconciliation.channel_code', 'channel.channel_code')
            .select(['channel.channel_code', 'channel.name', 'reconciliation.business_on as day'])
            .where('channel.kind', '=', 'bank')
            .where('reconciliation.business_on', '>=', startOn)
            .where('reconciliation.business_on', '<', endOn),
        ),
    )
    .selectFrom('active')
    .leftJoin('reconciliation', (join) =>
      join
        .onRef('reconciliation.channel_code', '=', 'active.channel_code')
        .onRef('reconciliation.business_on', '=', 'active.day'),
    )
    .select(['active.name', 'active.day', 'reconciliation.state'])
    .where((eb) =>
      eb.or([eb('reconciliation.state', 'is', null), eb('reconciliation.state', '<>', 'signed_off')]),
    )
    .orderBy('active.day')
    .orderBy('active.channel_code')
    .execute();
  return rows.map(({ name, day, state }) => ({ kind: 'bank_day', name, on: day, state }));
}

/** Vouchers that wait for the accountant, and signed-off days whose money no voucher has moved. */
async function unpostedVouchers(db: LedgerDatabase, period: Period): Promise<readonly Blocker[]> {
  const { startOn, endOn } = spanOfPeriod(period);
  const days = await db
    .selectFrom('reconciliation')
    .innerJoin('channel', 'channel.channel_code', 'reconciliation.channel_code')
    .select([
      'reconciliation.reconciliation_id',
      'reconciliation.business_on',
      'channel.name',
      'channel.transit_account_code',
    ])
    .where('reconciliation.business_on', '>=', startOn)
    .where('reconciliation.business_on', '<', endOn)
    .where('reconciliation.state', '=', 'signed_off')
    .orderBy('reconciliation.business_on')
    .orderBy('reconciliation.channel_code')
    .execute();
  const blockers: Blocker[] = [];
  for (const { reconciliation_id, business_on: on, name, transit_account_code } of days) {
    const wanted = dayVouchers(transit_account_code, await sumDay(db, reconciliation_id));
    const standing = await listStandingVouchers(db, reconciliation_id);
    if (wanted.some(({ kind }) => standing.every((voucher) => voucher.kind !== kind))) {
      blockers.push({ kind: 'voucher_missing', name, on, state: null });
    }
    for (const { voucher_no, state } of standing) {
      if (state === 'prepared') blockers.push({ kind: 'voucher', name: `${name} ${voucher_no}`, on, state });
    }
  }
  return blockers;
}
