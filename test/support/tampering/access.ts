import type { Tampering } from './tampering.ts';

/** An entry of the audit trail that names a person and a command of the log. */
const BY_SOMEBODY = `(select min(one.sequence) from audit_entry as one
  join command_log on command_log.command_id = one.command_id where one.user_id is not null)`;

export const accessTampering: Tampering = {
  'access.audit_chain_whole': [
    ...[
      "recorded_at = '2026-01-01T00:00:00.000Z'",
      'user_id = null',
      "user_name = 'nobody'",
      "command_name = 'bill.print'",
      "command_id = 'another-command'",
      "subject_type = 'bill'",
      "subject_id = 'another'",
      `detail_json = '{"amountMinor":1}'`,
      'previous_hash = hash',
      "hash = 'no hash'",
      'sequence = 1000000',
    ].map((change) => `update audit_entry set ${change} where sequence = ${BY_SOMEBODY}`),
    `delete from audit_entry where sequence = ${BY_SOMEBODY}`,
    'delete from audit_entry where sequence = 1',
  ],
  'access.every_command_audited': [
    `update audit_entry set command_id = 'another-command' where sequence = ${BY_SOMEBODY}`,
    'delete from audit_entry where command_id = (select max(command_id) from command_log)',
    `insert into command_log select 'stray-command', command_name, input_hash, result_json, user_id, recorded_at
      from command_log where command_id = (select max(command_id) from command_log)`,
  ],
  'access.somebody_manages_users': [
    "delete from user_role where role = 'admin'",
    "update user_account set state = 'disabled' where user_name = 'admin'",
  ],
};
