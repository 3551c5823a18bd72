import { expect, test } from 'vitest';
import { type KnownPage, keysOnScreen, type ListPage, withPage } from '../../../renderer/ui/listPages.ts';

const PAGE = 3;
type Row = { readonly no: number };
const keyOf = ({ no }: Row) => String(no);

/** The core: pages by key over rows that change. */
function ask(rows: readonly number[], after: string | null): ListPage<Row> {
  const behind = rows.filter((no) => after === null || no > Number(after));
  const shown = behind.slice(0, PAGE);
  const next = behind.length > PAGE ? String(shown.at(-1)) : null;
  return { rows: shown.map((no) => ({ no })), next, total: null };
}

/** Reads what is on the screen until nothing more has to be read, as the table does after each piece of news. */
function shown(known: readonly KnownPage<Row>[], rows: readonly number[], first: number, last: number) {
  const asked: (string | null)[] = [];
  let now = known;
  for (;;) {
    const key = keysOnScreen(now, { first, last }).find((one) => !asked.includes(one));
    if (key === undefined) return { known: now, asked };
    asked.push(key);
    now = withPage(now, key, ask(rows, key), keyOf);
  }
}

const numbers = (known: readonly KnownPage<Row>[]) => known.flatMap(({ rows }) => rows.map(({ no }) => no));
const TEN = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

test('scrolling down reads part after part; news reads only what is on the screen', () => {
  const begun = shown([], TEN, 0, 1);
  expect(begun.asked).toEqual([null]);
  const all = shown(shown(begun.known, TEN, 2, 5).known, TEN, 5, 12);
  expect(numbers(all.known)).toEqual(TEN);
  expect(shown(all.known, TEN, 4, 5).asked).toEqual(['30']);
  expect(shown(all.known, TEN, 5, 6).asked).toEqual(['30', '60']);
  expect(shown(all.known, TEN, 0, 1).asked).toEqual([null]);
});

test('rows that came or went above are found when the person scrolls there and back; none is missing, none comes twice', () => {
  const { known } = shown([], TEN, 0, 12);
  for (const changed of [
    [5, ...TEN],
    TEN.slice(1),
    [10, 20, 25, 26, 27, 28, ...TEN.slice(2)],
    [10, 90, 100],
    [...TEN, 110],
    [],
  ]) {
    let now = shown(known, changed, 7, 9).known;
    for (const first of [4, 2, 0, 0, 3, 6, 9, 12]) {
      now = shown(now, changed, first, first + 3).known;
      expect(new Set(numbers(now)).size).toBe(numbers(now).length);
    }
    expect(numbers(now)).toEqual(changed);
  }
});

test('an answer that is known already changes nothing', () => {
  const answer = ask(TEN, null);
  const known = withPage([], null, answer, keyOf);
  expect(withPage(known, null, answer, keyOf)).toBe(known);
});

test('an empty list is asked again for news', () => {
  const { known } = shown([], [], 0, 0);
  expect(keysOnScreen(known, { first: 0, last: 20 })).toEqual([null]);
});
