import { type Compilable, CompiledQuery, type InferResult } from 'kysely';
import { chunked } from '#shared/lib/collections.ts';
import type { LedgerDatabase } from '../database.ts';
import { CompiledStatements } from './compiledStatements.ts';

/** Sizes of the lists that statements are made for; a list is filled up by repeating its last key. */
const LIST_SIZES = [1, 16, 128, 1000] as const;
const LARGEST_LIST = 1000;

type Compiled = { readonly sql: string; readonly parameters: readonly unknown[] };

const compiledStatements = new CompiledStatements<Compiled>();
const KEY_PREFIX = '\u0000key:';
const VALUE_PREFIX = '\u0000value:';

/**
 * Selects the rows of many keys, a thousand a statement. Making the text of a statement with a
 * thousand placeholders costs more than running it, so each is made once per `name` and size:
 * `select` must build the same query every time, from the keys and values that it is given alone.
 */
export async function selectByKeys<Query extends Compilable>(
  db: LedgerDatabase,
  name: string,
  keys: readonly string[],
  values: readonly string[],
  select: (keys: readonly string[], values: readonly string[]) => Query,
): Promise<InferResult<Query>> {
  const rows: unknown[] = [];
  for (const part of chunked(keys, LARGEST_LIST)) {
    const size = LIST_SIZES.find((one) => one >= part.length) ?? LARGEST_LIST;
    const compiled = compiledStatements.get(db, `${name} ${size}`, () =>
      select(placeholders(KEY_PREFIX, size), placeholders(VALUE_PREFIX, values.length)).compile(),
    );
    const last = part[part.length - 1];
    const parameters = compiled.parameters.map((parameter) => {
      if (typeof parameter !== 'string') return parameter;
      if (parameter.startsWith(KEY_PREFIX)) return part[Number(parameter.slice(KEY_PREFIX.length))] ?? last;
      if (parameter.startsWith(VALUE_PREFIX)) return values[Number(parameter.slice(VALUE_PREFIX.length))];
      return parameter;
    });
    const result = await db.executeQuery(CompiledQuery.raw(compiled.sql, parameters));
    for (const row of result.rows) rows.push(row);
  }
  return rows as InferResult<Query>;
}

function placeholders(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}${index}`);
}
