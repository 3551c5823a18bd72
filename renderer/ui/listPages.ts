/** A part of a list as the core answers it: rows in their order, and where the next part goes on. */
export type ListPage<Row> = {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly total: number | null;
};

/** A part of a list that was read once, with the key that it is asked for by now. */
export type KnownPage<Row> = {
  readonly after: string | null;
  readonly rows: readonly Row[];
  readonly answer: ListPage<Row>;
};

type Known<Row> = readonly KnownPage<Row>[];

/**
 * The known parts with one that was read just now. A part that ended elsewhere before moves the beginning of the part
 * behind it, whose rows stay as they are until it is read under its new key; so the list never collapses under the
 * eyes of the person. A row that came twice stays where it was read last.
 */
export function withPage<Row>(
  known: Known<Row>,
  after: string | null,
  answer: ListPage<Row>,
  keyOf: (row: Row) => string,
): Known<Row> {
  const found = known.findIndex((page) => page.after === after);
  const index = found === -1 ? known.length : found;
  if (known[index]?.answer === answer) return known;
  const keys = new Set(answer.rows.map(keyOf));
  const others = known.map((page) => ({ ...page, rows: page.rows.filter((row) => !keys.has(keyOf(row))) }));
  const [behind, ...rest] = answer.next === null ? [] : others.slice(index + 1);
  return [
    ...others.slice(0, index),
    { after, rows: answer.rows, answer },
    ...(behind ? [{ ...behind, after: answer.next }, ...rest] : []),
  ];
}

/** The keys of the parts in which rows are on the screen; behind the last known row that of the part not read yet. */
export function keysOnScreen<Row>(
  known: Known<Row>,
  { first, last }: { readonly first: number; readonly last: number },
): readonly (string | null)[] {
  const keys: (string | null)[] = [];
  let start = 0;
  for (const { after, rows } of known) {
    const end = start + rows.length;
    if (first < end && last >= start) keys.push(after);
    start = end;
  }
  const end = known.at(-1);
  if (!end) return [null];
  if (last >= start && end.answer.next !== null) keys.push(end.answer.next);
  return keys.length > 0 ? keys : [end.after];
}
