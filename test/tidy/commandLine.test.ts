import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HANDLERS } from '#core/rpc/registry.ts';
import { ROOT, readSources } from './sources.ts';

/** What the command line needs no command for. */
const WITHOUT_COMMAND: Readonly<Record<string, string>> = {
  'ledger.open': 'every command opens the ledger that --ledger names',
  'ledger.status': 'one process, one ledger: nothing to look up',
  'session.signIn': 'every command signs the person in that --as names',
  'session.signOut': 'the session ends with the process',
  'session.current': 'the person is the one that --as names',
  'tariff.trial': '`tariff trial` calculates the same without a ledger',
};

type Call = { readonly name: string; readonly kind: string; readonly identifier: string };

/** Every contract of shared/contract with the name that code knows it by. */
async function contracts(): Promise<Call[]> {
  const folder = join(ROOT, 'shared/contract');
  const modules = await Promise.all(
    readdirSync(folder).map((file) => import(join(folder, file)) as Promise<Record<string, unknown>>),
  );
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([identifier, value]) => {
      const { name, kind } = (value ?? {}) as Partial<Call>;
      return kind === 'command' || kind === 'query' ? [{ name: name ?? '', kind, identifier }] : [];
    }),
  );
}

const commandSources = () =>
  readSources()
    .filter(({ path }) => path.startsWith('electron/cli/commands/'))
    .map(({ text }) => text)
    .join('\n');

test('everything that the core carries out or answers is a command of the command line', async () => {
  const all = await contracts();
  const names = new Set(all.map(({ name }) => name));
  expect(HANDLERS.map(({ contract }) => contract.name).filter((name) => !names.has(name))).toEqual([]);

  const sources = commandSources().replaceAll(/^import [^;]*;/gm, '');
  const missing = all
    .filter(({ name }) => !(name in WITHOUT_COMMAND))
    .filter(({ identifier }) => !new RegExp(`\\b${identifier}\\b`).test(sources))
    .map(({ name }) => name);
  expect(missing, 'add a command to electron/cli/commands').toEqual([]);
});

test('an id that a command asks for is shown in the tables of the others', () => {
  const asked = new Set([...commandSources().matchAll(/<(\w+Id)>/g)].map(([, id]) => id));
  const output = readSources().find(({ path }) => path === 'electron/cli/output.ts')?.text ?? '';
  const shown = /ASKED_IDS[^[]*\[\] = \[([^\]]*)\]/.exec(output)?.[1] ?? '';
  expect([...shown.matchAll(/'(\w+)'/g)].map(([, id]) => id)).toEqual([...asked].sort());
});
