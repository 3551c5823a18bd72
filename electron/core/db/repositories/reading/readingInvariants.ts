import type { LedgerDatabase } from '../../database.ts';
import type { Invariant } from '../../invariants.ts';
import { batchInvariants } from './batchInvariants.ts';

const SHOWN = 100;

const current = (db: LedgerDatabase) =>
  db
    .selectFrom('reading')
    .leftJoin('reading as newer', 'newer.supersedes_id', 'reading.reading_id')
    .where('newer.reading_id', 'is', null);

export const readingInvariants: readonly Invariant[] = [
  {
    name: 'reading.one_reading_per_meter_register_and_day',
    check: (db) =>
      current(db)
        .select(({ fn }) => [
          'reading.service_point_id',
          'reading.meter_id',
          'reading.register_code',
          'reading.read_on',
          fn.countAll<number>().as('count'),
        ])
        .groupBy(['reading.service_point_id', 'reading.meter_id', 'reading.register_code', 'reading.read_on'])
        .having(({ fn }) => fn.countAll<number>(), '>', 1)
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reading.version_supersedes_its_own_register',
    check: (db) =>
      db
        .selectFrom('reading')
        .innerJoin('reading as older', 'older.reading_id', 'reading.supersedes_id')
        .select(['reading.reading_id', 'older.reading_id as older_id'])
        .where(({ or, not, eb, ref }) =>
          or([
            not(eb('reading.service_point_id', '=', ref('older.service_point_id'))),
            not(eb('reading.meter_id', '=', ref('older.meter_id'))),
            not(eb('reading.register_code', '=', ref('older.register_code'))),
          ]),
        )
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reading.meter_was_installed_on_the_day',
    check: (db) =>
      current(db)
        .select(['reading.reading_id', 'reading.service_point_id', 'reading.meter_id', 'reading.read_on'])
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('meter_installation')
                .select('installation_id')
                .whereRef('meter_installation.service_point_id', '=', 'reading.service_point_id')
                .whereRef('meter_installation.meter_id', '=', 'reading.meter_id')
                .whereRef('meter_installation.installed_on', '<=', 'reading.read_on')
                .where(({ or, eb, ref }) =>
                  or([
                    eb('meter_installation.removed_on', 'is', null),
                    eb('meter_installation.removed_on', '>=', ref('reading.read_on')),
                  ]),
                ),
            ),
          ),
        )
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reading.estimates_state_their_method',
    check: (db) =>
      db
        .selectFrom('reading')
        .select('reading_id')
        .where('source', '=', 'estimated')
        .where(({ or, eb }) => or([eb('estimate_method', 'is', null), eb('estimate_method', '=', '')]))
        .limit(SHOWN)
        .execute(),
  },
  {
    name: 'reading.open_anomaly_is_about_a_version_that_counts',
    check: (db) =>
      db
        .selectFrom('reading_anomaly')
        .innerJoin('reading as newer', 'newer.supersedes_id', 'reading_anomaly.reading_id')
        .select(['reading_anomaly.anomaly_id', 'reading_anomaly.rule_code', 'reading_anomaly.reading_id'])
        .where('reading_anomaly.state', '=', 'open')
        .limit(SHOWN)
        .execute(),
  },
  ...batchInvariants,
];
