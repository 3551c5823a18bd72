import type { Invariant } from '../../invariants.ts';
import { isBeginning } from '../reading/ofPoints.ts';

const SHOWN = 100;

/** A meter is taken off on the day the next is put on, so spans are half-open and may touch. */
const oneMeterAtATime: Invariant = {
  name: 'customers.one_meter_at_a_service_point',
  check: (db) =>
    db
      .selectFrom('meter_installation as one')
      .innerJoin('meter_installation as other', 'other.service_point_id', 'one.service_point_id')
      .select(['one.service_point_id', 'one.installation_id', 'other.installation_id as other_id'])
      .whereRef('one.installation_id', '<>', 'other.installation_id')
      .whereRef('other.installed_on', '>=', 'one.installed_on')
      .where((eb) =>
        eb.or([eb('one.removed_on', 'is', null), eb('other.installed_on', '<', eb.ref('one.removed_on'))]),
      )
      .limit(SHOWN)
      .execute(),
};

const oneTariffAtATime: Invariant = {
  name: 'customers.one_tariff_at_a_service_point',
  check: (db) =>
    db
      .selectFrom('tariff_assignment as one')
      .innerJoin('tariff_assignment as other', 'other.service_point_id', 'one.service_point_id')
      .select(['one.service_point_id', 'one.assignment_id', 'other.assignment_id as other_id'])
      .whereRef('one.assignment_id', '<>', 'other.assignment_id')
      .whereRef('other.start_on', '>=', 'one.start_on')
      .where((eb) => eb.or([eb('one.end_on', 'is', null), eb('other.start_on', '<', eb.ref('one.end_on'))]))
      .limit(SHOWN)
      .execute(),
};

/** Without the reading that a meter's counting begins with, its first segment has no beginning. */
const installationsHaveOpenings: Invariant = {
  name: 'customers.installations_have_opening_readings',
  check: (db) =>
    db
      .selectFrom('meter_installation')
      .innerJoin('meter_register', 'meter_register.meter_id', 'meter_installation.meter_id')
      .leftJoin('reading', (join) =>
        join
          .onRef('reading.service_point_id', '=', 'meter_installation.service_point_id')
          .onRef('reading.meter_id', '=', 'meter_installation.meter_id')
          .onRef('reading.register_code', '=', 'meter_register.register_code')
          .onRef('reading.read_on', '>=', 'meter_installation.installed_on')
          .on(isBeginning(db)),
      )
      .select(['meter_installation.installation_id', 'meter_register.register_code'])
      .where('reading.reading_id', 'is', null)
      .limit(SHOWN)
      .execute(),
};

export const customersInvariants: readonly Invariant[] = [
  oneMeterAtATime,
  oneTariffAtATime,
  installationsHaveOpenings,
];
