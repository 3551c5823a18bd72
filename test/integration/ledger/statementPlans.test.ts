import BetterSqlite3 from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QUERY_INPUTS } from '../../support/callInputs.ts';
import { carryOutEveryCommand, EVERY_COMMAND_POINTS } from '../../support/everyCommand/everyCommand.ts';
import { loadContracts } from '../../support/everyContract.ts';
import { SampleOffice } from '../../support/sampleOffice.ts';

/** Tables that grow with every month, in an office that has as many meters as before. */
const GROWING = [
  ...['reading', 'reading_anomaly', 'reading_batch_line', 'reading_batch_chunk'],
  ...['trial_bill', 'trial_bill_line', 'bill', 'bill_line', 'bill_exception'],
  ...['receivable', 'receipt', 'receipt_allocation', 'prepaid_movement', 'journal_entry', 'journal_line'],
  ...['bank_line', 'bank_file_error', 'reconciliation_item', 'audit_entry', 'command_log'],
  ...[
    'bill_run',
    'reading_batch',
    'voucher',
    'voucher_line',
    'bank_file',
    'reconciliation',
    'cash_drawer',
    'cash_deposit',
  ],
];

/** They look at everything: that is what they are for. */
const WHOLE_LEDGER = ['ledger.check', 'backup.create'];

const statements = new Set<string>();
let isListening = false;
let office: SampleOffice;

const { prepare } = BetterSqlite3.prototype;

/** Notes what is asked of the database while somebody else's work is done. */
async function listening<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer> {
  isListening = !WHOLE_LEDGER.includes(name);
  try {
    return await work();
  } finally {
    isListening = false;
  }
}

beforeAll(async () => {
  BetterSqlite3.prototype.prepare = function prepareAndNote(this: BetterSqlite3.Database, text: string) {
    if (isListening) statements.add(text);
    return prepare.call(this, text);
  } as typeof prepare;
  office = await SampleOffice.create(EVERY_COMMAND_POINTS);
  await carryOutEveryCommand(office, (desk, contract, input) =>
    listening(contract.name, () => desk.run(contract, input)),
  );
  const desks = [await office.desk('supervisor'), await office.desk('admin')];
  for (const { kind, name } of await loadContracts()) {
    if (kind !== 'query') continue;
    const whole = QUERY_INPUTS[name] ?? {};
    const parts = Object.entries(whole).map(([key, value]) => ({ [key]: value }));
    for (const { connection } of desks) {
      for (const input of [whole, {}, ...parts]) {
        await listening(name, () => connection.request({ name, input }));
      }
    }
  }
});
afterAll(async () => {
  BetterSqlite3.prototype.prepare = prepare;
  await office.close();
});

type PlanStep = { readonly detail: string };

function planOf(database: BetterSqlite3.Database, text: string): readonly PlanStep[] {
  const values = Array.from({ length: text.split('?').length - 1 }, () => null);
  return prepare.call(database, `explain query plan ${text}`).all(values) as PlanStep[];
}

/** The audit trail has its numbers as its row numbers, and is read from its end. */
const READ_FROM_THE_END = /^select \* from "audit_entry" order by "sequence" desc limit \?$/;

/** An insert looks through what refers to its table only while such a reference is broken. */
const reads = (text: string) => /^(select|with|update|delete)\b/i.test(text) && !READ_FROM_THE_END.test(text);

/** The table that a plan means by a name; statements give some of them other names. */
const tableOf = (text: string, name: string) => new RegExp(`"(\\w+)" as "${name}"`).exec(text)?.[1] ?? name;

test('no statement of a command or a query goes through all rows of a table that grows with every month', () => {
  const database = new BetterSqlite3(office.ledger.name, { readonly: true });
  const through: string[] = [];
  for (const text of [...statements].filter(reads)) {
    const plan = planOf(database, text).map(({ detail }) => detail);
    const sorts = plan.includes('USE TEMP B-TREE FOR ORDER BY');
    for (const detail of plan) {
      const [, name = '', inOrder] = /^SCAN (\w+)( USING .*)?$/.exec(detail) ?? [];
      // Along an index a list is read as far as it is shown, unless it has to be put in order first.
      if (inOrder !== undefined && !sorts) continue;
      const table = tableOf(text, name);
      if (GROWING.includes(table)) through.push(`${table}: ${text}`);
    }
  }
  database.close();
  expect(statements.size).toBeGreaterThan(200);
  expect(through).toEqual([]);
});
