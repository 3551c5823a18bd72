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

const PAST_EVERY_TEXT = '\u{10ffff}';

/**
 * Whether a text begins with these words; nothing in them is a wildcard. As a range, and not with `like`, so that an index
 * of the column in small letters finds it.
 */
export function beginsWith(column: TextRef, words: string): Expression<SqlBool> {
  return sql<SqlBool>`(lower(${column}) >= lower(${words}) and lower(${column}) < lower(${words + PAST_EVERY_TEXT}))`;
}

/** The same for a list that is gone through in its own order: no index tempts a database to another one. */
export function beginsWithInPassing(column: TextRef, words: string): Expression<SqlBool> {
  return like(column, `${literal(words)}%`);
}

/** Whether a text begins with exactly these letters. */
export function hasPrefix(column: TextRef, prefix: string): Expression<SqlBool> {
  return sql<SqlBool>`(${column} >= ${prefix} and ${column} < ${prefix + PAST_EVERY_TEXT})`;
}

/** Whether a text contains these words. */
export function contains(column: TextRef, words: string): Expression<SqlBool> {
  return like(column, `%${literal(words)}%`);
}
