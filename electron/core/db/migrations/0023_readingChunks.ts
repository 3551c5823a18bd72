import type { Migration } from './migration.ts';

/**
 * Values of a meter file that nobody has to look after, accepted or known already, are kept a chunk of the file a row.
 * They are nearly all of a file, and never change. Those of files that were imported before stay where they are.
 */
export const readingChunks: Migration = {
  name: '0023_readingChunks',
  statements: ({ integer, endOfTable }) => [
    `create table reading_batch_chunk (
      batch_id text not null references reading_batch (batch_id),
      chunk_no ${integer} not null,
      last_line_no ${integer} not null,
      accepted_count ${integer} not null,
      unchanged_count ${integer} not null,
      lines_json text not null,
      primary key (batch_id, chunk_no)
    )${endOfTable}`,
  ],
  appendOnly: [],
};
