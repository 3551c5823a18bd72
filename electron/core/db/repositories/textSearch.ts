import { type Expression, type SqlBool, sql } from 'kysely';

type TextRef = Expression<unknown>;

/** The characters that `like` gives a meaning, taken literally. */
function literal(words: string): string {
  return words.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** Both in small letters, because `like` minds the difference on one database and not on the other. */
function like(column: TextRef, pattern: string): Expression<SqlBool> {
  return sql<SqlBool>`lower(${column}) like lower(${pattern}) escape '\\'`;
}

/** Whether a text begins with these words; nothing in them is a wildcard. */
export function beginsWith(column: TextRef, words: string): Expression<SqlBool> {
  return like(column, `${literal(words)}%`);
}

/** Whether a text contains these words. */
export function contains(column: TextRef, words: string): Expression<SqlBool> {
  return like(column, `%${literal(words)}%`);
}

const PAST_EVERY_TEXT = '\u{10ffff}';

/** Whether a text begins with exactly these letters: an index finds it. */
export function hasPrefix(column: TextRef, prefix: string): Expression<SqlBool> {
  return sql<SqlBool>`(${column} >= ${prefix} and ${column} < ${prefix + PAST_EVERY_TEXT})`;
}
