import type { Migration } from './migration.ts';

export const access: Migration = {
  name: '0001_access',
  statements: ({ integer, endOfTable }) => [
    `create table office (
      office_id text primary key,
      name text not null,
      currency text not null,
      time_zone text not null,
      current_period text not null,
      is_sample ${integer} not null check (is_sample in (0, 1)),
      settings_json text not null,
      version ${integer} not null,
      created_at text not null
    )${endOfTable}`,
    `create table user_account (
      user_id text primary key,
      user_name text not null unique,
      display_name text not null,
      password_hash text not null,
      state text not null check (state in ('active', 'disabled')),
      failed_sign_ins ${integer} not null,
      locked_until_at text,
      must_change_password ${integer} not null check (must_change_password in (0, 1)),
      version ${integer} not null,
      created_at text not null
    )${endOfTable}`,
    `create table user_role (
      user_id text not null references user_account (user_id),
      role text not null,
      primary key (user_id, role)
    )${endOfTable}`,
    `create table command_log (
      command_id text primary key,
      command_name text not null,
      input_hash text not null,
      result_json text not null,
      user_id text references user_account (user_id),
      recorded_at text not null
    )${endOfTable}`,
    `create table audit_entry (
      sequence ${integer} primary key,
      recorded_at text not null,
      user_id text references user_account (user_id),
      user_name text not null,
      command_name text not null,
      command_id text not null,
      subject_type text not null,
      subject_id text not null,
      detail_json text not null,
      previous_hash text not null,
      hash text not null unique
    )${endOfTable}`,
    'create index audit_entry_subject on audit_entry (subject_type, subject_id)',
    'create index audit_entry_user on audit_entry (user_id, sequence)',
    `create table number_sequence (
      sequence_code text primary key,
      next_value ${integer} not null check (next_value > 0)
    )${endOfTable}`,
  ],
  appendOnly: ['command_log', 'audit_entry'],
};
