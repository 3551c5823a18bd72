import type { Migration } from './migration.ts';

export const tariff: Migration = {
  name: '0004_tariff',
  statements: ({ integer, endOfTable }) => [
    `create table tariff_version (
      tariff_version_id text primary key,
      tariff_id text not null references tariff (tariff_id),
      version_no ${integer} not null,
      start_on text not null,
      document_no text not null,
      content_json text not null,
      content_hash text not null,
      created_by text not null references user_account (user_id),
      created_at text not null,
      unique (tariff_id, version_no)
    )${endOfTable}`,
    `create table tariff_activation (
      tariff_version_id text primary key references tariff_version (tariff_version_id),
      activated_by text not null references user_account (user_id),
      activated_at text not null
    )${endOfTable}`,
  ],
  appendOnly: ['tariff_version', 'tariff_activation'],
};
