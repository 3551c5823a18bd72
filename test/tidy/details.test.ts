import { expect, test } from 'vitest';
import { WRITE_REASONS } from '../../electron/core/files/writeWholeFile.ts';
import { billing } from '../../renderer/locales/zh/billing.ts';
import { details } from '../../renderer/locales/zh/details.ts';
import { lines } from '../../renderer/locales/zh/lines.ts';
import { readSources } from './sources.ts';

/** `refuse('code', { a, b: 1 })` of a handler, `refuseFile(...)` of a reader, and `refused({ code, detail: { a } })` of the domain. */
const OF_REFUSALS =
  /(?:refuse(?:File)?\('[a-z_]+',\s*|refused\(\{\s*code: '[a-z_]+',\s*detail: )\{([^{}]*)\}/g;

/** `billException('rule', { a })`, `{ code, detail: { a } }` and `const detail = { a }` of what stops a bill or is unusual about it. */
const OF_BILLS = /(?:billException\('[a-z_]+',\s*|\bdetail(?:: | = ))\{([^{}]*)\}/g;
const BILLS = /^shared\/domain\/(?:billing\/|tariff\/|reading\/(?:billedQuantities|losses|subPoints)\.ts)/;

function wordless(where: RegExp, what: RegExp): readonly string[] {
  return readSources()
    .filter(({ path }) => where.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(what)].flatMap(([, body = '']) =>
        body
          .split(',')
          .map((part) => /^\s*(\w+)/.exec(part)?.[1] ?? '')
          .filter((key) => key !== '' && !key.endsWith('Id') && !(key in details))
          .map((key) => `${path}: ${key}`),
      ),
    );
}

test('every figure that comes along with a refusal has a word on the screen', () => {
  expect(
    wordless(/^(?:electron\/core|shared\/domain)\//, OF_REFUSALS),
    'add it to renderer/locales/{zh,en}/details.ts',
  ).toEqual([]);
});

test('so has every figure of what stops a bill or is unusual about it', () => {
  expect(wordless(BILLS, OF_BILLS), 'add it to renderer/locales/{zh,en}/details.ts').toEqual([]);
});

test('what stops a bill and is no charge item with a name has a word instead of its code', () => {
  const unnamed = readSources()
    .filter(({ path }) => BILLS.test(path))
    .flatMap(({ text }) => [...text.matchAll(/detail: \{ item: '(\w+)'|amountTooLarge\('(\w+)'/g)])
    .map(([, item, amountOf]) => item ?? amountOf ?? '');
  expect([...new Set(unnamed)].sort()).toEqual(Object.keys(billing.unnamedItems).sort());
});

test('why a file or an address is not taken is said in words, also where the system says it', () => {
  const stated = readSources()
    .filter(({ path }) => /^(?:electron\/core|shared\/domain)\//.test(path))
    .flatMap(({ text }) => [...text.matchAll(/\breason: '(\w+)'|\binvalid\('(\w+)'/g)])
    .map(([, reason, ofAddress]) => reason ?? ofAddress ?? '');
  expect([...new Set([...stated, ...WRITE_REASONS])].filter((reason) => !(reason in lines.reasons))).toEqual(
    [],
  );
});
