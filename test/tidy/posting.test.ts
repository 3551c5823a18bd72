import { expect, test } from 'vitest';
import { HANDLERS } from '#core/rpc/registry.ts';
import { POSTING_REFUSALS } from '#shared/contract/define.ts';
import { importsOf, readSources, withoutComments } from './sources.ts';

const sources = new Map(readSources().map((source) => [source.path, source]));

/** Whether a file writes into the journal, itself or through what it imports of the repositories. */
function posts(path: string, seen = new Set<string>()): boolean {
  const source = sources.get(path);
  if (!source || seen.has(path)) return false;
  seen.add(path);
  if (/\bpostJournalEntries\(/.test(withoutComments(source.text)) && !path.endsWith('/journal.ts'))
    return true;
  return importsOf(source)
    .filter((imported) => imported.startsWith('electron/core/db/repositories/'))
    .some((imported) => posts(imported, seen));
}

test('every command that writes into the journal says so, and is refused where the day cannot be', () => {
  const contracts = new Map(HANDLERS.map(({ contract }) => [contract.name, contract]));
  const silent: string[] = [];
  for (const [path, source] of sources) {
    if (!/^electron\/core\/commands\//.test(path) || !posts(path)) continue;
    const handled = [...source.text.matchAll(/handleCommand\(\s*(\w+)/g)].map((match) => match[1]);
    for (const [name, contract] of contracts) {
      const constant = name.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());
      if (!handled.includes(constant) || contract.kind !== 'command') continue;
      const isTold = POSTING_REFUSALS.every((code) => contract.refusals.includes(code));
      if (!contract.posts || !isTold) silent.push(`${path}: ${name}`);
    }
    if (handled.length === 0) silent.push(`${path}: posts without a contract of its own`);
  }
  expect(
    silent,
    `say "posts: true" in the contract and list POSTING_REFUSALS first among its refusals`,
  ).toEqual([]);
});
