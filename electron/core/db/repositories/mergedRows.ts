/**
 * The first rows of several lists that are in one order by the same key, each row once. Lists by several conditions are
 * asked for one by one where a database would otherwise sort all that meets any of them.
 */
export function mergedRows<Row>(
  lists: readonly (readonly Row[])[],
  keyOf: (row: Row) => string,
  order: 'asc' | 'desc',
  limit: number,
): Row[] {
  const [first = [], ...others] = lists;
  if (others.length === 0) return first.slice(0, limit);
  const byKey = new Map(lists.flat().map((row) => [keyOf(row), row]));
  const keys = [...byKey.keys()].sort();
  if (order === 'desc') keys.reverse();
  return keys.slice(0, limit).map((key) => byKey.get(key) as Row);
}
