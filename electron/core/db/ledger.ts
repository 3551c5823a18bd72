import type { Result } from '#shared/lib/result.ts';
import type { LedgerDatabase, LedgerTransaction } from './database.ts';
import type { FileSystems } from './dialect/networkFolders.ts';

export type Checkpoint = (done: number, total: number) => Promise<void>;

export type StorageFinding = { readonly part: string; readonly finding: string };

export type SnapshotTarget = {
  /** A file that does not exist yet. */
  readonly path: string;
  readonly now: string;
  readonly checkpoint: Checkpoint;
};

/** An open ledger, in a file or on a server. */
export type Ledger = {
  /** The path of the file, or the address of the database without its password. */
  readonly path: string;
  /** Can only read; sees what is committed. */
  readonly reader: LedgerDatabase;
  /**
   * The file in which another thread finds what a transaction of this one saw when it began; `null` on a server, where
   * other desks write meanwhile.
   */
  readonly sharedFile: string | null;
  /**
   * Carries out work in one writing transaction, as if nobody else were at work. When another desk was in
   * the way everything is undone and `work` is called again, so it must not keep anything between calls.
   */
  readonly transact: <Value>(work: (tx: LedgerTransaction) => Promise<Value>) => Promise<Value>;
  /** Tells the other desks, once the transaction is committed, which stages have news. */
  readonly announce: (tx: LedgerTransaction, subjects: readonly string[]) => Promise<void>;
  /** What an error of the database means to the person, when it is not a bug. */
  readonly faultOf: (error: unknown) => LedgerFault | null;
  /**
   * Writes the ledger as of one moment into a new SQLite file, while others go on working. Not proven yet,
   * and not one file for sure before somebody opened and closed it.
   */
  readonly snapshot: (target: SnapshotTarget) => Promise<void>;
  /**
   * Reads the whole ledger as it is stored and says what is wrong with it, part after part. What lies there damaged
   * is found here although no query has needed it yet.
   */
  readonly checkStorage: (checkpoint: Checkpoint) => Promise<readonly StorageFinding[]>;
  /** Whether the file is still in its place; a server says so itself at the next call. */
  readonly isThere: () => boolean;
  readonly close: () => Promise<void>;
};

/** Hears that other desks changed something; `null` when messages may have been missed. */
export type NewsListener = (subjects: readonly string[] | null) => void;

export type OpenRefusal = { readonly code: string; readonly detail: Readonly<Record<string, unknown>> };

export type Opening = {
  /** What the person named: a path or an address. */
  readonly name: string;
  readonly now: string;
  readonly onNews: NewsListener;
  /** What the system says of places of files, unless a test says something else. */
  readonly fileSystems?: FileSystems | undefined;
};

export type NewLedger = {
  readonly name: string;
  readonly now: string;
  /** A word that no other ledger in the making has. */
  readonly tag: string;
  /** Writes the first rows. The ledger appears with them or not at all. */
  readonly fill: (tx: LedgerTransaction) => Promise<void>;
  readonly fileSystems?: FileSystems | undefined;
};

/** One kind of place for ledgers. */
export type LedgerPlace = {
  readonly create: (plan: NewLedger) => Promise<Result<null, OpenRefusal>>;
  readonly open: (opening: Opening) => Promise<Result<Ledger, OpenRefusal>>;
  /** What a ledger of this name is called in answers: never with a password, and wherever one stands. */
  readonly shown: (name: string) => string;
};

export type LedgerFaultCode =
  | 'busy'
  | 'server_unreachable'
  | 'outcome_unknown'
  | 'newer_ledger'
  | 'disk_full'
  | 'disk_failed'
  | 'not_writable'
  | 'ledger_damaged';

/** A state of the database that stops a call and is nobody's mistake. */
export class LedgerFault extends Error {
  override readonly name = 'LedgerFault';
  readonly code: LedgerFaultCode;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(
    code: LedgerFaultCode,
    detail: Readonly<Record<string, unknown>> = {},
    options: ErrorOptions = {},
  ) {
    super(code, options);
    this.code = code;
    this.detail = detail;
  }
}
