import type { Migration } from './migration.ts';

/** What moved on each account in each month: balances of any month without going through all lines of the books. */
export const accountTurnover: Migration = {
  name: '0027_accountTurnover',
  statements: ({ integer, endOfTable }) => [
    `create table account_turnover (
      period text not null,
      account_code text not null references ledger_account (account_code),
      debit_minor ${integer} not null check (debit_minor >= 0),
      credit_minor ${integer} not null check (credit_minor >= 0),
      primary key (period, account_code)
    )${endOfTable}`,
    `insert into account_turnover (period, account_code, debit_minor, credit_minor)
      select substr(journal_entry.posted_on, 1, 7), journal_line.account_code,
        sum(case when amount_minor > 0 then amount_minor else 0 end),
        sum(case when amount_minor < 0 then -amount_minor else 0 end)
      from journal_entry
      join journal_line on journal_line.journal_entry_id = journal_entry.journal_entry_id
      group by substr(journal_entry.posted_on, 1, 7), journal_line.account_code`,
  ],
  appendOnly: [],
};
