import type {
  CommandContract,
  InputOf,
  ParsedInputOf,
  QueryContract,
  RefusalOf,
} from '#shared/contract/define.ts';
import type { Role } from '#shared/domain/access/permissions.ts';
import type { LocalDate } from '#shared/domain/localDate.ts';
import type { Refused, Result } from '#shared/lib/result.ts';
import type { Helper } from '../aside/helper.ts';
import type { BackupRefusal, Container } from '../backup/container.ts';
import type { BackupOrder } from '../backup/createBackup.ts';
import type { LedgerDatabase, LedgerTransaction } from '../db/database.ts';
import type { OfficeRow } from '../db/schema/access.ts';
import type { Files } from '../files/index.ts';

/** The person behind the connection. Read from the ledger for every call, never from a payload. */
export type Actor = {
  readonly userId: string;
  readonly userName: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly mustChangePassword: boolean;
};

export type Refusal = {
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
  /** What was written before the refusal stays (a failed sign-in is counted). */
  readonly keepWrites?: boolean;
};

export type AuditNote = {
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

type SharedContext<Code extends string> = {
  readonly actor: Actor;
  /** UTC instant of the call. */
  readonly now: string;
  /** The office's day of the call. */
  readonly businessDate: LocalDate;
  readonly office: OfficeRow;
  readonly refuse: (code: Code, detail?: Readonly<Record<string, unknown>>) => Refused<Refusal>;
};

type WorkContext = {
  readonly commandId: string;
  readonly newId: () => string;
  /** Reports progress, lets queries run and stops here when the person cancelled. */
  readonly checkpoint: (done: number, total: number) => Promise<void>;
};

/** A query's context: `db` can only read. */
export type QueryContext<Code extends string = string> = SharedContext<Code> & {
  readonly db: LedgerDatabase;
};

/** Before the transaction: the only place of a command that touches files. */
export type PrepareContext<Code extends string = string> = SharedContext<Code> &
  WorkContext & {
    readonly db: LedgerDatabase;
    readonly files: Files;
    /** Carries out work in a transaction that leaves nothing behind. */
    readonly rehearse: <Value>(work: (tx: LedgerTransaction) => Promise<Value>) => Promise<Value>;
    /** Writes a proven backup of the ledger into a folder, sealed when a key is given. */
    readonly backUp: (
      order: Pick<BackupOrder, 'folder' | 'key'>,
    ) => Promise<Result<Container, BackupRefusal>>;
  };

/** Inside the one transaction: no input or output but the ledger. */
export type CommandContext<Code extends string = string> = SharedContext<Code> &
  WorkContext & {
    readonly tx: LedgerTransaction;
    /** Takes parts of long work; `null` where nobody can read beside the transaction. */
    readonly helper: Helper | null;
    readonly audit: (note: AuditNote) => void;
    /** Tells other windows after the commit that a stage has news. */
    readonly publish: (topic: string) => void;
  };

/** A command that a connection may send before anybody is signed in. */
export type OpenCommandContext<Code extends string = string> = Omit<CommandContext<Code>, 'actor'> & {
  readonly actor: Actor | null;
  readonly refuseKeepingWrites: (code: Code, detail?: Readonly<Record<string, unknown>>) => Refused<Refusal>;
  /** Takes effect on the connection after the commit. */
  readonly session: { readonly start: (userId: string) => void; readonly end: () => void };
};

type Answer<Value> = Promise<Result<Value, Refusal>>;

export type CommandHandler = {
  readonly kind: 'command';
  readonly contract: CommandContract;
  readonly prepare: ((context: PrepareContext, input: unknown) => Answer<unknown>) | null;
  readonly execute: (context: OpenCommandContext, input: unknown, prepared: unknown) => Answer<unknown>;
  /** Whether the answer is kept for repeats of the command id; signing in must ask again each time. */
  readonly isRemembered: boolean;
};

export type QueryHandler = {
  readonly kind: 'query';
  readonly contract: QueryContract;
  readonly run: (context: QueryContext, input: unknown) => Answer<unknown>;
};

export type Handler = CommandHandler | QueryHandler;

type Execute<C extends CommandContract> = (
  context: CommandContext<RefusalOf<C>>,
  input: ParsedInputOf<C>,
) => Answer<InputOf<{ input: C['output'] }>>;

type PreparedParts<C extends CommandContract, Prepared> = {
  readonly prepare: (context: PrepareContext<RefusalOf<C>>, input: ParsedInputOf<C>) => Answer<Prepared>;
  readonly execute: (
    context: CommandContext<RefusalOf<C>>,
    input: ParsedInputOf<C>,
    prepared: Prepared,
  ) => Answer<InputOf<{ input: C['output'] }>>;
};

/**
 * Ties a command's contract to the code that carries it out. With `prepare`, that part reads or
 * writes files before the transaction; `execute` is the transaction.
 */
export function handleCommand<C extends CommandContract, Prepared = undefined>(
  contract: C,
  handler: Execute<C> | PreparedParts<C, Prepared>,
): CommandHandler {
  const parts = typeof handler === 'function' ? { prepare: null, execute: handler } : handler;
  return {
    kind: 'command',
    contract,
    prepare: parts.prepare as CommandHandler['prepare'],
    execute: parts.execute as CommandHandler['execute'],
    isRemembered: true,
  };
}

/** The same for a command that needs nobody signed in; its answer is not kept for repeats. */
export function handleOpenCommand<C extends CommandContract>(
  contract: C,
  execute: (
    context: OpenCommandContext<RefusalOf<C>>,
    input: ParsedInputOf<C>,
  ) => Answer<InputOf<{ input: C['output'] }>>,
): CommandHandler {
  return {
    kind: 'command',
    contract,
    prepare: null,
    execute: execute as CommandHandler['execute'],
    isRemembered: false,
  };
}

/** Ties a query's contract to the code that answers it. */
export function handleQuery<C extends QueryContract>(
  contract: C,
  run: (
    context: QueryContext<RefusalOf<C>>,
    input: ParsedInputOf<C>,
  ) => Answer<InputOf<{ input: C['output'] }>>,
): QueryHandler {
  return { kind: 'query', contract, run: run as QueryHandler['run'] };
}

/** The same for a query that needs nobody signed in. */
export function handleOpenQuery<C extends QueryContract>(
  contract: C,
  run: (
    context: Omit<QueryContext<RefusalOf<C>>, 'actor'> & { readonly actor: Actor | null },
    input: ParsedInputOf<C>,
  ) => Answer<InputOf<{ input: C['output'] }>>,
): QueryHandler {
  return { kind: 'query', contract, run: run as QueryHandler['run'] };
}
