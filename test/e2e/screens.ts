import BetterSqlite3 from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { en } from '../../renderer/locales/en/index.ts';
import { zh } from '../../renderer/locales/zh/index.ts';
import { lookAtScreen } from './lookAtScreen.ts';

type Language = 'zh' | 'en';

/** Chinese characters, and the punctuation that belongs to them. */
const CHINESE = /[\u3001-\u303f\u4e00-\u9fff\uff01-\uff60]/;
/** A key of words that stands where its words should. */
const KEY = /^[a-z]\w*(\.[A-Za-z]\w*)+$/;

/** Texts that a ledger itself holds: names, addresses and reasons stay as somebody wrote them. */
export type LedgerWords = {
  readonly all: ReadonlySet<string>;
  /** Those in Chinese, the longest first: a name that holds another one is taken whole. */
  readonly chinese: readonly string[];
};

export function wordsOfLedger(ledgerPath: string): LedgerWords {
  const db = new BetterSqlite3(ledgerPath, { readonly: true });
  try {
    const found = new Set<string>();
    const tables = db
      .prepare("select name from sqlite_schema where type = 'table'")
      .pluck()
      .all() as string[];
    for (const table of tables) {
      const rows = db.prepare(`select * from "${table}"`).all() as Record<string, unknown>[];
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          collectWords(
            column.endsWith('_json') && typeof value === 'string' ? JSON.parse(value) : value,
            found,
          );
    }
    const chinese = [...found].filter((text) => CHINESE.test(text));
    return { all: found, chinese: chinese.sort((left, right) => right.length - left.length) };
  } finally {
    db.close();
  }
}

function collectWords(value: unknown, found: Set<string>): void {
  if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collectWords(one, found);
  }
  if (typeof value === 'string') found.add(value);
}

const textsOf = (words: object): readonly string[] =>
  Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value as object)));
const CHINESE_TEXTS = new Set(textsOf(zh));
const ENGLISH_TEXTS = new Set(textsOf(en).filter((text) => /[a-z]/i.test(text) && !CHINESE_TEXTS.has(text)));
const isKey = (text: string) => KEY.test(text) && (text.split('.')[0] ?? '') in zh;

function isForeign(text: string, language: Language, known: LedgerWords): boolean {
  if (language === 'zh') return ENGLISH_TEXTS.has(text) && !known.all.has(text);
  if (!CHINESE.test(text)) return false;
  // The name of the product, and the button that leads to 中文.
  const ours = [en.common.productName, en.common.language];
  return CHINESE.test([...ours, ...known.chinese].reduce((rest, word) => rest.replaceAll(word, ''), text));
}

/** What a person would find wrong with the screen: words of the other language or none, and what does not fit. */
export async function faultsOnScreen(
  page: Page,
  language: Language,
  known: LedgerWords,
): Promise<readonly string[]> {
  const { texts, misfits } = await page.evaluate(lookAtScreen);
  return [
    ...texts.filter((text) => isForeign(text, language, known)).map((text) => `not ${language}: ${text}`),
    ...texts.filter((text) => isKey(text) && !known.all.has(text)).map((text) => `without words: ${text}`),
    ...misfits,
  ];
}
