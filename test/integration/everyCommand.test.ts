import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerDatabase } from '#core/db/database.ts';
import { openLedger } from '#core/db/open.ts';
import { insertUser } from '#core/db/repositories/access/users.ts';
import { createFiles } from '#core/files/index.ts';
import type { Handler } from '#core/rpc/handlers.ts';
import { carryOut } from '#core/rpc/pipeline.ts';
import { HANDLERS } from '#core/rpc/registry.ts';
import { Session } from '#core/rpc/session.ts';
import { SAMPLE_PEOPLE } from '#core/sample/people.ts';
import type { Contract, OutputOf } from '#shared/contract/define.ts';
import { isPermitted, type Role } from '#shared/domain/access/permissions.ts';
import { OUTSIDE_COMMANDS, QUERY_INPUTS } from '../support/callInputs.ts';
import { carryOutEveryCommand, EVERY_COMMAND_POINTS } from '../support/everyCommand/everyCommand.ts';
import { loadContracts } from '../support/everyContract.ts';
import { ledgerContents } from '../support/ledgerContents.ts';
import { type Desk, newCommandId, TEST_NOW } from '../support/office.ts';
import { SampleOffice } from '../support/sampleOffice.ts';

/** Asked anew each time: what was right a minute ago may be wrong now. */
const NOT_REMEMBERED = ['session.signIn', 'session.signOut'];

/** Of these anybody may ask anything. */
const OPEN_TO_EVERYBODY = [
  ...[
    'backup.inspect',
    'backup.restore',
    'ledger.create',
    'ledger.createSample',
    'ledger.move',
    'ledger.open',
  ],
  ...['ledger.status', 'session.current', 'session.signIn', 'session.signOut'],
];

const NOBODY = 'person-without-a-role';

let office: SampleOffice;
let contracts: readonly Contract[];
/** The input that each command of the month was carried out with the last time. */
const inputs = new Map<string, object>(Object.entries({ ...OUTSIDE_COMMANDS, ...QUERY_INPUTS }));
const sentTwice = new Set<string>();
const wrongRepeats: object[] = [];

beforeAll(async () => {
  contracts = await loadContracts();
  office = await SampleOffice.create(EVERY_COMMAND_POINTS);
  await office.ledger.withTables((db) =>
    carryOutEveryCommand(office, async (desk, contract, input) => {
      const { name } = contract;
      const commandId = newCommandId();
      const first = await desk.send(contract, input, { commandId });
      if (!first.ok) throw new Error(`${name} failed: ${JSON.stringify(first.error)}`);
      inputs.set(name, input as object);
      if (!NOT_REMEMBERED.includes(name)) {
        const before = await ledgerContents(db);
        const second = await desk.send(contract, input, { commandId });
        const after = await ledgerContents(db);
        const changed = Object.keys(after).filter((table) => !isDeepStrictEqual(after[table], before[table]));
        if (changed.length > 0 || !isDeepStrictEqual(second, first))
          wrongRepeats.push({ name, second, changed });
        sentTwice.add(name);
      }
      return first.value as OutputOf<typeof contract>;
    }),
  );
  await office.ledger.withTables(addPersonWithoutRole);
});
afterAll(() => office.close());

async function addPersonWithoutRole(db: LedgerDatabase): Promise<void> {
  const reader = db.selectFrom('user_account').selectAll().where('user_name', '=', 'reader');
  const model = await reader.executeTakeFirstOrThrow();
  await insertUser(db, { ...model, user_id: NOBODY, user_name: NOBODY, roles: [] });
}

const namesOf = (kind: Contract['kind']) =>
  contracts
    .filter((contract) => contract.kind === kind)
    .map(({ name }) => name)
    .sort();

/** Sends the call with its input and something more, and gives how it ended. */
async function outcomeOf(desk: Desk, { name, kind }: Contract, more: object = {}) {
  const input = { ...inputs.get(name), ...more };
  const commandId = kind === 'command' ? { commandId: newCommandId() } : {};
  const reply = await desk.connection.request({ name, input, ...commandId });
  return reply.ok ? { code: 'ok', detail: {} } : reply.error;
}

test('a command that is sent again under its id answers the same and changes nothing', () => {
  expect(wrongRepeats).toEqual([]);
});

test('every command of the contract was sent twice, every query has an input', () => {
  const outside = [...NOT_REMEMBERED, ...Object.keys(OUTSIDE_COMMANDS)];
  expect([...sentTwice, ...outside].sort()).toEqual(namesOf('command'));
  expect(Object.keys(QUERY_INPUTS).sort()).toEqual(namesOf('query'));
});

test('a field that is not in the contract is a fault of the input, whoever answers the call', async () => {
  const admin = await office.desk('admin');
  const wrong: object[] = [];
  for (const contract of contracts) {
    const { code, detail } = await outcomeOf(admin, contract, { noSuchField: 1 });
    const issues = [{ path: '', code: 'unrecognized_keys', keys: ['noSuchField'] }];
    if (code !== 'invalid_input' || !isDeepStrictEqual(detail, { issues })) {
      wrong.push({ name: contract.name, code, detail });
    }
  }
  expect(wrong).toEqual([]);
});

test('a session that is not signed in is refused everything but what is open to everybody', async () => {
  const visitor = office.visitor();
  const open: string[] = [];
  for (const contract of contracts) {
    if (contract.permission === null) open.push(contract.name);
    else {
      const { code } = await outcomeOf(visitor, contract);
      expect([contract.name, code]).toEqual([contract.name, 'not_signed_in']);
    }
  }
  expect(open.sort()).toEqual([...OPEN_TO_EVERYBODY].sort());
});

/** Everybody of the sample, and somebody without a role. */
async function everybody() {
  const desks: { readonly roles: readonly Role[]; readonly desk: Desk }[] = [];
  for (const { userName, roles } of [{ userName: NOBODY, roles: [] }, ...SAMPLE_PEOPLE]) {
    desks.push({ roles, desk: await office.desk(userName) });
  }
  return desks;
}

test('everybody whose roles lack the permission is refused, and nothing changes; who has it may ask', async () => {
  const people = await everybody();
  const contents = () => office.ledger.withTables(ledgerContents);
  const before = await contents();
  const wrong: object[] = [];
  for (const contract of contracts) {
    const { name, kind, permission } = contract;
    if (permission === null) continue;
    for (const { roles, desk } of people) {
      if (isPermitted(roles, permission)) continue;
      const { code } = await outcomeOf(desk, contract);
      if (code !== 'forbidden') wrong.push({ name, roles, code });
    }
    const allowed = people.find(({ roles }) => isPermitted(roles, permission));
    if (!allowed || kind === 'command') continue;
    const { code } = await outcomeOf(allowed.desk, contract);
    if (code === 'forbidden') wrong.push({ name, roles: allowed.roles, code });
  }
  expect(wrong).toEqual([]);
  expect(await contents()).toEqual(before);
});

/** The handler with every part of it replaced by one that must not be reached. */
function untouchable(handler: Handler): Handler {
  const reached = () => {
    throw new Error(`${handler.contract.name} was begun`);
  };
  return handler.kind === 'query'
    ? { ...handler, run: reached }
    : { ...handler, prepare: reached, execute: reached };
}

test('the refusal comes before the handler begins: no file and no row is looked at', async () => {
  await office.core.close();
  const opened = await openLedger({ name: office.ledger.name, now: TEST_NOW, onNews: () => {} });
  if (!opened.ok) throw new Error(opened.error.code);
  const session = new Session(() => {});
  session.start(NOBODY);
  const call = {
    ledger: opened.value,
    session,
    clock: () => office.now,
    files: createFiles(),
    newId: newCommandId,
    helper: null,
    checkpoint: async () => {},
    publish: () => {},
  };
  for (const handler of HANDLERS) {
    const { name, permission } = handler.contract;
    if (permission === null) continue;
    const body = { name, commandId: newCommandId(), input: inputs.get(name) };
    const refused = { ok: false, error: { kind: 'fault', code: 'forbidden', detail: { permission } } };
    expect([name, await carryOut(call, untouchable(handler), body)]).toEqual([name, refused]);
  }
  await opened.value.close();
});
