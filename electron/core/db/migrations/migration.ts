/**
 * What the two databases spell differently in a table definition. A migration is text, so that it
 * stays what it was when the code around it changes.
 */
export type SqlWords = {
  /** For the few changes of a table that only one of them can make in place. */
  readonly database: 'sqlite' | 'postgres';
  /** A whole number of 64 bits. */
  readonly integer: string;
  /** Ends a `create table`. */
  readonly endOfTable: string;
};

export type Migration = {
  /** `nnnn_stage`; they run in this order. */
  readonly name: string;
  readonly statements: (words: SqlWords) => readonly string[];
  /** Tables whose rows are never changed and never deleted; the dialect makes the triggers. */
  readonly appendOnly: readonly string[];
};
