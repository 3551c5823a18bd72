import type { Tampering } from './tampering.ts';

export const readingTampering: Tampering = {
  'reading.one_reading_per_meter_register_and_day': [
    `insert into reading select 'stray-reading', service_point_id, meter_id, register_code, read_on, period, reading_kwh,
        kind, source, estimate_method, (select min(reading_id) from reading where kind = 'installation'
          and reading_id not in (select supersedes_id from reading where supersedes_id is not null)), reason, batch_id,
        line_no, recorded_by, recorded_at
      from reading where kind = 'removal'`,
  ],
  'reading.version_supersedes_its_own_register': [
    "update reading set register_code = 'reactive' where supersedes_id is not null",
    `update reading set meter_id = (select max(meter_id) from meter) where supersedes_id is not null`,
    `update reading set service_point_id = (select max(service_point_id) from service_point)
      where supersedes_id is not null`,
  ],
  'reading.meter_was_installed_on_the_day': [
    "update reading set read_on = '2000-01-01' where kind = 'installation'",
    "update reading set read_on = '2026-11-09' where kind = 'removal'",
    "update meter_installation set installed_on = '2026-11-09' where removed_on is null",
    `update reading set meter_id = (select max(meter_id) from meter) where kind = 'removal'`,
  ],
  'reading.estimates_state_their_method': [
    "update reading set estimate_method = null where source = 'estimated'",
    "update reading set estimate_method = '' where source = 'estimated'",
  ],
  'reading.open_anomaly_is_about_a_version_that_counts': [
    `update reading_anomaly set state = 'open',
      reading_id = (select supersedes_id from reading where supersedes_id is not null limit 1)`,
  ],
  'reading.batch_counts_are_those_of_its_lines': [
    ...['accepted_count', 'unchanged_count', 'rejected_count', 'unknown_meter_count', 'line_count'].flatMap(
      (count) => `update reading_batch set ${count} = ${count} + 1`,
    ),
    'update reading_batch set accepted_count = accepted_count + 1, line_count = line_count + 1',
    'update reading_batch set rejected_count = rejected_count + 1, line_count = line_count + 1',
    'update reading_batch_chunk set accepted_count = accepted_count + 1',
    'update reading_batch_chunk set unchanged_count = unchanged_count + 1',
    'delete from reading_batch_chunk',
    "update reading_batch_line set state = 'rejected' where state = 'adopted'",
  ],
  'reading.accepted_values_of_a_batch_are_its_readings': [
    "update reading set batch_id = null where kind = 'cycle'",
    "update reading set batch_id = (select max(batch_id) from reading_batch) where kind = 'cycle' and batch_id is null",
  ],
  'reading.chunks_of_a_batch_are_whole': [
    'update reading_batch_chunk set accepted_count = accepted_count - 1',
    'update reading_batch_chunk set accepted_count = accepted_count + 1, unchanged_count = unchanged_count - 1',
    'update reading_batch_chunk set last_line_no = last_line_no + 1',
    `update reading_batch_chunk set lines_json = '[]'`,
  ],
};
