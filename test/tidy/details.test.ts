import { expect, test } from 'vitest';
import { details } from '../../renderer/locales/zh/details.ts';
import { readSources } from './sources.ts';

/** `refuse('code', { a, b: 1 })` of a handler, and `refused({ code, detail: { a } })` of the domain. */
const DETAILS = /(?:refuse\('[a-z_]+',\s*|refused\(\{\s*code: '[a-z_]+',\s*detail: )\{([^{}]*)\}/g;

test('every figure that comes along with a refusal has a word on the screen', () => {
  const wordless = readSources()
    .filter(({ path }) => /^(?:electron\/core|shared\/domain)\//.test(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(DETAILS)].flatMap(([, body = '']) =>
        body
          .split(',')
          .map((part) => /^\s*(\w+)/.exec(part)?.[1] ?? '')
          .filter((key) => key !== '' && !key.endsWith('Id') && !(key in details))
          .map((key) => `${path}: ${key}`),
      ),
    );
  expect(wordless, 'add it to renderer/locales/{zh,en}/details.ts').toEqual([]);
});
