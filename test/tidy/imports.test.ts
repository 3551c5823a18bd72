import { expect, test } from 'vitest';
import { importsOf, readSources } from './sources.ts';

type Rule = {
  /** Files that the rule is about; the first rule that fits a file holds. */
  readonly from: RegExp;
  readonly mayImport: RegExp;
  /** What to do in place of a forbidden import. */
  readonly instead: string;
};

const STAGE = '(reading|billing|collection|reconciliation|accounting|tariff|customers|access|indicators)';

const RULES: readonly Rule[] = [
  {
    from: /^shared\/lib\//,
    mayImport: /^shared\/lib\//,
    instead: 'shared/lib stands alone: move the function to shared/domain',
  },
  {
    from: /^shared\/domain\/(money|quantity)\.ts$/,
    mayImport: /^(shared\/(lib|domain)\/|decimal\.js$)/,
    instead: 'only decimal.js and shared',
  },
  {
    from: /^shared\/domain\/tariff\/calendar\/chineseHolidays\.ts$/,
    mayImport: /^(shared\/(lib|domain)\/|chinese-days\/dist\/chinese-days\.json$)/,
    instead:
      'published holidays come from the list of chinese-days, and from there only; its functions depend on the time zone',
  },
  {
    from: /^shared\/domain\/tariff\//,
    mayImport: /^(shared\/(lib|domain)\/|zod$)/,
    instead: 'use Decimal of shared/domain/money; the tariff document is parsed with zod here',
  },
  {
    from: /^shared\/domain\//,
    mayImport: /^shared\/(lib|domain)\//,
    instead: 'the domain is pure: take what you need as a parameter; Decimal comes from shared/domain/money',
  },
  {
    from: /^shared\/contract\//,
    mayImport: /^(shared\/|zod$)/,
    instead: 'contracts know the domain and zod only',
  },
  {
    from: /^electron\/core\/db\/migrations\//,
    mayImport: /^electron\/core\/db\/migrations\//,
    instead: 'migrations are frozen text and know nothing else',
  },
  {
    from: /^electron\/core\/db\/dialect\//,
    mayImport: /^(node:|kysely$|better-sqlite3$|pg$|shared\/|electron\/core\/db\/)/,
    instead: 'db/dialect knows the database and nothing above it',
  },
  {
    from: /^electron\/core\/db\/repositories\//,
    mayImport:
      /^(kysely$|shared\/(lib|domain)\/|electron\/core\/db\/|electron\/core\/runtime\/canonicalJson\.ts$)/,
    instead: 'a repository takes what it needs as a parameter; it calls no command, file or clock',
  },
  {
    from: /^electron\/core\/db\//,
    mayImport: /^(kysely$|shared\/|electron\/core\/db\/)/,
    instead: 'better-sqlite3 and pg only in db/dialect',
  },
  {
    from: /^electron\/core\/(commands|queries)\/[^/]+\//,
    mayImport:
      /^(shared\/|electron\/core\/db\/(database|recordedWrites|repositories\/.*|schema\/.*|schema)(\.ts)?$|electron\/core\/rpc\/handlers\.ts$|electron\/core\/aside\/(helper|shareWork|workAhead)\.ts$|electron\/core\/runtime\/(password|canonicalJson|officeDay)\.ts$|electron\/core\/(files|backup)\/|electron\/core\/(commands|queries)\/)/,
    instead:
      'a handler loads and writes through repositories, decides in shared/domain, reads files in prepare',
  },
  {
    from: /^electron\/core\/files\/spreadsheet(Rows|Worker)\.ts$/,
    mayImport: /^(node:|shared\/|electron\/core\/files\/|@e965\/xlsx(\/.*)?$)/,
    instead: 'the thread that reads spreadsheets loads nothing else',
  },
  {
    from: /^electron\/core\/files\//,
    mayImport:
      /^(node:|shared\/|electron\/core\/files\/(?!spreadsheetRows\.ts$)|exceljs$|csv-parse(\/.*)?$|iconv-lite$|pdfkit$|fast-xml-parser$|fflate$|@expo-google-fonts\/|zod$)/,
    instead:
      'files knows formats; the ledger is not its business, and spreadsheets are read through spreadsheetThread',
  },
  {
    from: /^electron\/core\//,
    mayImport: /^(node:|zod$|pino$|shared\/|electron\/core\/)/,
    instead: 'kysely, better-sqlite3 and pg only in core/db',
  },
  {
    from: /^electron\/cli\//,
    mayImport:
      /^(node:|commander$|shared\/|electron\/cli\/|electron\/core\/(core|rpc\/connection|runtime\/[^/]+|sample\/.*|files\/.*)\.ts$|zod$)/,
    instead: 'the command line talks to the core through a connection, as a window does',
  },
  {
    from: /^electron\/(main|preload)\//,
    mayImport: /^(node:|electron$|zod$|shared\/|electron\/(main|preload)\/)/,
    instead: 'main owns windows and relays; the ledger belongs to core',
  },
  {
    from: /^renderer\/features\//,
    mayImport:
      /^(shared\/|renderer\/(ui|api|locales|features)\/|react|antd|@ant-design|@tanstack|dayjs|i18next|echarts)/,
    instead: 'a feature uses ui, api and shared; what two features need moves to ui',
  },
  {
    from: /^renderer\/(ui|api|locales)\//,
    mayImport:
      /^(shared\/|zod$|renderer\/(ui|api|locales)\/|react|antd|@ant-design|@tanstack|dayjs|i18next|echarts)/,
    instead: 'ui and api know no feature',
  },
  {
    from: /^renderer\//,
    mayImport: /^(shared\/|renderer\/|react|antd|@ant-design|@tanstack|dayjs|i18next)/,
    instead: 'a page reaches the computer only through api',
  },
  { from: /^(test|scripts)\//, mayImport: /./, instead: '' },
];

/** Commands, queries and features of a stage do not reach into another stage's. */
function crossesStages(from: string, to: string): boolean {
  const place = new RegExp(`^(?:electron/core/(?:commands|queries)|renderer/features)/${STAGE}/`);
  const own = place.exec(from)?.[1];
  const other = place.exec(to)?.[1];
  return own !== undefined && other !== undefined && own !== other;
}

test('every import obeys the architecture', () => {
  const wrong: string[] = [];
  for (const source of readSources()) {
    const rule = RULES.find(({ from }) => from.test(source.path));
    if (!rule) {
      wrong.push(`${source.path}: no rule for this place; see ARCHITECTURE.md for where things live`);
      continue;
    }
    for (const imported of importsOf(source)) {
      if (!rule.mayImport.test(imported)) wrong.push(`${source.path} imports ${imported}: ${rule.instead}`);
      if (crossesStages(source.path, imported)) {
        wrong.push(
          `${source.path} imports ${imported}: share through a repository, shared/domain or renderer/ui`,
        );
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('handlers reach files only through context.files', () => {
  const direct = /^import (?!type)[^;]*from '\.\.\/\.\.\/files\//m;
  const wrong = readSources()
    .filter(({ path, text }) => /^electron\/core\/(?:commands|queries)\//.test(path) && direct.test(text))
    .map(({ path }) => `${path}: add a member to createFiles() and use context.files`);
  expect(wrong).toEqual([]);
});
