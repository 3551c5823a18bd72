import type { Tampering } from './tampering.ts';

export const customersTampering: Tampering = {
  'customers.one_meter_at_a_service_point': [
    'update meter_installation set removed_on = null where removed_on is not null',
    "update meter_installation set removed_on = '2026-11-01' where removed_on is not null",
  ],
  'customers.one_tariff_at_a_service_point': [
    `insert into tariff_assignment select 'stray-assignment', service_point_id, tariff_id, '2026-11-01', null
      from tariff_assignment where end_on is null limit 1`,
    `insert into tariff_assignment select 'stray-assignment', service_point_id, tariff_id, '2000-01-01', '2026-11-01'
      from tariff_assignment where end_on is null limit 1`,
  ],
  'customers.installations_have_opening_readings': [
    "update reading set kind = 'cycle' where kind = 'installation'",
    "update reading set kind = 'cycle' where kind = 'opening'",
    "insert into meter_register select meter_id, 'reactive' from meter_installation where removed_on is null limit 1",
  ],
};
