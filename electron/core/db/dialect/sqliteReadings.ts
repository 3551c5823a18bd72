import { type Expression, expressionBuilder, sql } from 'kysely';
import type { LedgerDatabase } from '../database.ts';
import type { ReadingsAdapter } from '../readingsAdapter.ts';
import type { Tables } from '../schema.ts';

const eb = expressionBuilder<Tables, 'reading'>();

/** `yyyy-mm` of a day, as the index of readings has it (0024_readingsByMonth). */
const monthOf = (day: Expression<string>) => eb.fn<string>('substr', [day, eb.lit(1), eb.lit(7)]);

const monthRead = monthOf(eb.ref('reading.read_on'));
const firstMonth = eb.fn.min<string | null>(monthRead).as('month');

/** The months with readings: one look into the index for each, however many readings there are. */
function readMonths(db: LedgerDatabase, since: string) {
  return db
    .withRecursive('read_month(month)', (query) =>
      query
        .selectFrom('reading')
        .select(firstMonth)
        .where(monthRead, '>=', monthOf(eb.val(since)))
        .unionAll(
          query
            .selectFrom('read_month')
            .select(({ ref, selectFrom }) =>
              selectFrom('reading')
                .select(firstMonth)
                .where(monthRead, '>', ref('read_month.month'))
                .as('month'),
            )
            .where('read_month.month', 'is not', null),
        ),
    )
    .selectFrom('read_month')
    .select('read_month.month');
}

/** A file keeps readings by month: without the months it would go through all of them. */
export const inReadMonths: ReadingsAdapter['inReadMonths'] = (db, since) =>
  eb(monthRead, 'in', readMonths(db, since));

/** Written out: an index of few rows serves only conditions that name them. */
export const isBeginning: ReadingsAdapter['isBeginning'] = eb(
  'reading.kind',
  'in',
  sql<'opening' | 'installation'>`('opening', 'installation')`,
);
