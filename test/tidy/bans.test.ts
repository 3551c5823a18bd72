import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, readSources, type Source, withoutComments } from './sources.ts';

type Ban = {
  readonly what: RegExp;
  readonly where: RegExp;
  readonly except?: RegExp;
  readonly instead: string;
};

const BANS: readonly Ban[] = [
  {
    what: /\bparseFloat\(/,
    where: /./,
    instead: 'parseDecimal or parseMinor of shared/domain/money: a float never holds money or quantity',
  },
  {
    what: /\bNumber\([^)]*(?:_minor|Minor\b)/,
    where: /^electron\/core\/(commands|queries|db)\//,
    instead:
      'minor of shared/domain/money: money beyond what JavaScript counts exactly is refused on both databases',
  },
  {
    what: /import \{[^}]*\bsql\b[^}]*\} from 'kysely'/,
    where: /^electron\/core\/db\/repositories\//,
    except: /\/textSearch\.ts$/,
    instead: 'the query builder: what only one database understands stands in db/dialect',
  },
  {
    what: /\bnew Date\(\s*['"`]/,
    where: /^(shared|electron|renderer)\//,
    instead: 'LocalDate of shared/domain/localDate: a day has no time zone',
  },
  {
    what: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\./,
    where: /^shared\//,
    instead: 'shared is pure: take clock, ids and randomness as parameters',
  },
  {
    what: /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(/,
    where: /^electron\/core\/(commands|queries|db|sample)\//,
    instead: 'context.now, context.businessDate, context.newId',
  },
  { what: /\bMath\.random\(/, where: /^electron\//, instead: 'runtime/ids, or a seeded generator' },
  {
    what: /\bconsole\.\w+\(/,
    where: /^(shared|electron\/(core|main|preload)|renderer)\//,
    instead: 'runtime/log in core; a value for everybody else',
  },
  {
    what: /\b(?:test|it|describe)\.(?:skip|only|todo|skipIf|runIf)\b|\bxit\(|\bxtest\(/,
    where: /^test\//,
    instead: 'a test runs, or it goes',
  },
  {
    what: /\bkeyboard\.press\('F\d/,
    where: /^test\/e2e\//,
    instead: 'pressKey of test/e2e/support: a key that is pressed before its button is there does nothing',
  },
  { what: /\bcatch\s*(?:\([^)]*\))?\s*\{\s*\}/, where: /./, instead: 'handle the error or let it pass' },
  { what: /@ts-(?:ignore|nocheck)/, where: /./, instead: 'a type that says what is true' },
  {
    what: /[\u4e00-\u9fff]/,
    where: /^(electron\/core\/(commands|queries|rpc|db|runtime)|electron\/main)\//,
    instead: 'codes in core, words in renderer/locales',
  },
  {
    what: /\b(?:TODO|FIXME|XXX|HACK)\b/,
    where: /./,
    except: /^test\/tidy\//,
    instead: 'do it or write an issue',
  },
];

/** Words that belong to somebody's computer or to a service, not to the project. */
const FOREIGN = /registry\.npmjs|npmmirror|\/work\/|\/tmp\/mb/;

const LONGEST_FILE = 350;

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

function violations(source: Source, ban: Ban): string[] {
  if (!ban.where.test(source.path) || ban.except?.test(source.path)) return [];
  const isAboutComments = ban.what.source.includes('TODO') || ban.what.source.includes('@ts-');
  const text = isAboutComments ? source.text : withoutComments(source.text);
  const match = ban.what.exec(text);
  return match ? [`${source.path}:${lineOf(text, match.index)} ${match[0]}: ${ban.instead}`] : [];
}

test('nothing that is banned stands in the sources', () => {
  const sources = readSources().filter(({ path }) => path !== 'test/tidy/bans.test.ts');
  expect(sources.flatMap((source) => BANS.flatMap((ban) => violations(source, ban)))).toEqual([]);
});

test('no source names a computer, a folder of it or a package host', () => {
  const named = readSources()
    .filter(({ path, text }) => path !== 'test/tidy/bans.test.ts' && FOREIGN.test(text))
    .map(({ path }) => path);
  expect(named).toEqual([]);
  expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
});

test('files are named in camelCase, components in PascalCase', () => {
  const odd = readSources()
    .map(({ path }) => path)
    .filter((path) => {
      const name = basename(path);
      if (path.endsWith('.tsx')) return !/^(?:[A-Z]\w*|main|[a-z]\w*)\.tsx$/.test(name);
      return !/^(?:\d{4}_)?[a-z][A-Za-z0-9]*(?:\.(?:test|d))?\.(?:ts|mjs)$/.test(name);
    });
  expect(odd).toEqual([]);
});

test('a file fits a screen or two', () => {
  const long = readSources()
    .map(({ path, text }) => ({ path, lines: text.split('\n').length }))
    .filter(
      ({ path, lines }) => lines > LONGEST_FILE && !/^(?:renderer\/locales|shared\/contract)\//.test(path),
    );
  expect(long).toEqual([]);
});
