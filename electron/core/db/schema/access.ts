import type { Role } from '#shared/domain/access/permissions.ts';

/** The one row about the company itself. */
export type OfficeRow = {
  office_id: string;
  name: string;
  currency: string;
  time_zone: string;
  current_period: string;
  is_sample: number;
  /** Parameters that differ from their defaults, by stage. */
  settings_json: string;
  version: number;
  created_at: string;
};

export type UserAccountRow = {
  user_id: string;
  user_name: string;
  display_name: string;
  /** scrypt with its parameters and salt, as one text. */
  password_hash: string;
  state: 'active' | 'disabled';
  failed_sign_ins: number;
  locked_until_at: string | null;
  must_change_password: number;
  version: number;
  created_at: string;
};

export type UserRoleRow = { user_id: string; role: Role };

/** What every command answered, so that a repeated command answers the same and does nothing. */
export type CommandLogRow = {
  command_id: string;
  command_name: string;
  input_hash: string;
  result_json: string;
  user_id: string | null;
  recorded_at: string;
};

/** Append-only; each row's hash covers the row before it. */
export type AuditEntryRow = {
  sequence: number;
  recorded_at: string;
  user_id: string | null;
  user_name: string;
  command_name: string;
  command_id: string;
  subject_type: string;
  subject_id: string;
  detail_json: string;
  previous_hash: string;
  hash: string;
};

/** Append-only: a taking from a gapless series (receipts, bills, vouchers), with the number that is next after it. */
export type NumberTakingRow = { sequence_code: string; next_value: number };

export type AccessTables = {
  office: OfficeRow;
  user_account: UserAccountRow;
  user_role: UserRoleRow;
  command_log: CommandLogRow;
  audit_entry: AuditEntryRow;
  number_taking: NumberTakingRow;
};
