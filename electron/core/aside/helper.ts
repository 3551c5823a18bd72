import type { LedgerTransaction } from '../db/database.ts';
import type { RecordedWrite } from '../db/recordedWrites.ts';

/** Where work is carried out: in the command's own transaction, or beside it on what was committed before. */
export type WorkPlace = { readonly tx: LedgerTransaction; readonly newId: () => string };

/**
 * Work of a command that falls into parts. A part reads only what was committed before the command, and writes what
 * no other part reads. What goes in and comes out is plain data: it may cross to another thread.
 */
export type SharedWork<Common, Part, Output> = {
  /** One of `works.ts`. */
  readonly name: string;
  /** Loads what all parts need and gives what carries out one of them. */
  readonly begin: (place: WorkPlace, common: Common) => Promise<(part: Part) => Promise<Output>>;
};

export type DonePart<Output> = {
  readonly index: number;
  readonly output: Output;
  readonly writes: readonly RecordedWrite[];
};

/** A helper that carries out parts beside the command. */
export type Helper = {
  /** Offers to help with some work; `null` while there is nobody who could. */
  readonly offer: <Common>(work: SharedWork<Common, never, unknown>, common: Common) => Help | null;
};

export type Help = {
  /** How many parts it has and has not done yet. */
  readonly given: () => number;
  readonly give: (index: number, part: unknown) => void;
  /** What came to an end since the last time; `lost` are parts that it could not carry out. */
  readonly collect: () => { readonly done: readonly DonePart<unknown>[]; readonly lost: readonly number[] };
  /** Waits until there is something to collect. */
  readonly news: () => Promise<void>;
  /** What would come of a part beside the command, found out here and now. */
  readonly tryHere: (index: number, part: unknown) => Promise<DonePart<unknown>>;
  /** Nobody needs it any more. */
  readonly end: () => Promise<void>;
};

export type Sharing = WorkPlace & {
  /** `null` where nobody can read beside the transaction. */
  readonly helper: Helper | null;
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};
