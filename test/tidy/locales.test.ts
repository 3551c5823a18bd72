import { expect, test } from 'vitest';
import { FAULT_CODES } from '#shared/contract/wire.ts';
import { en } from '../../renderer/locales/en/index.ts';
import { zh } from '../../renderer/locales/zh/index.ts';
import { loadContracts } from '../support/everyContract.ts';

const CONTRACTS = [
  'access',
  'accounting',
  'bankFiles',
  'billCorrection',
  'billExplanation',
  'billing',
  'collection',
  'customers',
  'differences',
  'ledger',
  'mappingProfile',
  'meters',
  'reading',
  'readingAnomalies',
  'readingFiles',
  'reconciliation',
  'holidays',
  'parameters',
  'subSupply',
  'supply',
  'tariff',
] as const;

/** Every word of a language by its key, e.g. `errors.not_found`. */
function flattened(words: object, prefix = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value]]
        : [...flattened(value as object, `${prefix}${key}.`)],
    ),
  );
}

const LANGUAGES = { zh: flattened(zh), en: flattened(en) };

async function declaredRefusals(): Promise<readonly string[]> {
  const modules = await Promise.all(
    CONTRACTS.map((stage) => import(`#shared/contract/${stage}.ts`) as Promise<Record<string, unknown>>),
  );
  return modules
    .flatMap((module) => Object.values(module))
    .flatMap((value) =>
      typeof value === 'object' && value !== null && 'refusals' in value
        ? (value.refusals as readonly string[])
        : [],
    );
}

test('both languages have the same keys, and no word is empty', () => {
  expect([...LANGUAGES.en.keys()].sort()).toEqual([...LANGUAGES.zh.keys()].sort());
  for (const words of Object.values(LANGUAGES)) {
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([]);
  }
});

test('both languages name the same placeholders', () => {
  const placeholders = (text: string | undefined) =>
    [...(text ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(String).sort();
  const differing = [...LANGUAGES.zh].filter(
    ([key, text]) => String(placeholders(text)) !== String(placeholders(LANGUAGES.en.get(key))),
  );
  expect(differing.map(([key]) => key)).toEqual([]);
});

test('every refusal and fault that core may answer has words in both languages', async () => {
  const codes = [...new Set([...FAULT_CODES, ...(await declaredRefusals())])];
  expect(codes.length).toBeGreaterThan(FAULT_CODES.length);
  for (const words of Object.values(LANGUAGES)) {
    expect(codes.filter((code) => !words.has(`errors.${code}`))).toEqual([]);
  }
});

test('every command that leaves a trace has a name in both languages, and nothing else has one', async () => {
  const outside = ['ledger.create', 'ledger.createSample', 'ledger.open', 'ledger.move', 'backup.restore'];
  const names = (await loadContracts())
    .filter(({ kind, name }) => kind === 'command' && !outside.includes(name))
    .map(({ name }) => `commands.${name}`)
    .sort();
  for (const words of Object.values(LANGUAGES)) {
    expect([...words.keys()].filter((key) => key.startsWith('commands.')).sort()).toEqual(names);
  }
});

test('no screen holds words of its own: Chinese, and its punctuation, stands only in the locales', async () => {
  const { readSources, withoutComments } = await import('./sources.ts');
  const found = readSources()
    .filter(({ path }) => /^renderer\/(?!locales\/)/.test(path))
    .filter((source) => /[\u3001-\u303f\u4e00-\u9fff\uff01-\uff60]/.test(withoutComments(source.text)))
    .map(({ path }) => path);
  expect(found).toEqual([]);
});
