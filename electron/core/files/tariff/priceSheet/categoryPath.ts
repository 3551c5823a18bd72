import { plainText } from './headingWords.ts';

type Entry = { readonly level: number; readonly text: string };

/** Marks before the name of a class, the higher first: 一、 （一） 1. and 其中：, which is below what stands before it. */
const MARKS: readonly (readonly [RegExp, number])[] = [
  [/^[一二三四五六七八九十]+[、.．]/, 0],
  [/^[（(][一二三四五六七八九十]+[)）][、.．]?/, 1],
  [/^\d+[、.．](?!\d)/, 2],
  [/^[（(]\d+[)）]/, 3],
  [/^其中[:：]?/, 4],
];
/** Each further column of classes is below the one before it. */
const COLUMN_LEVELS = 10;

/** The classes that a row stands under: each name that begins in a row ends those of its level and below. */
export class CategoryPath {
  #entries: readonly Entry[] = [];

  /** Takes the name that begins in the column of classes of that number (0 the first). */
  begin(column: number, text: string): void {
    const plain = plainText(text);
    const { depth, name } = unmarked(plain);
    const level = column * COLUMN_LEVELS + depth;
    this.#entries = [...this.#entries.filter((entry) => entry.level < level), { level, text: name }];
  }

  get texts(): readonly string[] {
    return this.#entries.map(({ text }) => text);
  }
}

/** The name of a class without its mark, and how deep the mark says that it stands. */
export function unmarked(text: string): { readonly depth: number; readonly name: string } {
  const [mark, depth] = MARKS.find(([pattern]) => pattern.test(text)) ?? [/^/, 0];
  return { depth, name: text.replace(mark, '').replace(/[:：]$/, '') };
}
