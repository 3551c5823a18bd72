/**
 * What crosses the process boundaries: renderer -> main -> core and back. Main relays these
 * messages and never looks inside a payload. Everything is structured-clone safe.
 */

/** One call of a window or of the command line. Commands carry an id, so that a retry pays once. */
export type RequestBody = {
  readonly name: string;
  readonly commandId?: string;
  /** Runs the command for real and rolls it back: a preview. */
  readonly dryRun?: boolean;
  readonly input: unknown;
};

/** Faults are shared by all commands; refusals belong to the command that declares them. */
export const FAULT_CODES = [
  'invalid_input',
  'unknown_command',
  'no_ledger',
  'not_signed_in',
  'password_change_required',
  'forbidden',
  'busy',
  'cancelled',
  'core_restarted',
  'server_unreachable',
  'outcome_unknown',
  'newer_ledger',
  'disk_full',
  'disk_failed',
  'not_writable',
  'ledger_damaged',
  'command_id_reused',
  'internal',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export type WireError = {
  readonly kind: 'refusal' | 'fault';
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

export type Reply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: WireError };

/** News, never orders: a listener may reload what the topic names. */
export type CoreEvent =
  | { readonly topic: 'progress'; readonly commandId: string; readonly done: number; readonly total: number }
  | { readonly topic: 'core_restarted' }
  | { readonly topic: 'changed'; readonly subject: string };

/** Who is signed in on a connection. It crosses only between main and core; a page neither sees nor sends it. */
export type BoundSession = { readonly connectionId: number; readonly userId: string };

/** Main -> core. `connectionId` is stamped by main: one for each window, never chosen by a page. */
export type ToCore =
  /** The first message: the ledger to open, and who was signed in to it when the core before died. */
  | {
      readonly type: 'begin';
      readonly ledgerName: string | null;
      readonly sessions: readonly BoundSession[];
    }
  | {
      readonly type: 'request';
      readonly connectionId: number;
      readonly requestId: number;
      readonly body: RequestBody;
    }
  | { readonly type: 'cancel'; readonly connectionId: number; readonly commandId: string }
  | { readonly type: 'connection_closed'; readonly connectionId: number }
  | { readonly type: 'shut_down' };

/** Core -> main. An event without a connection goes to every window. */
export type FromCore =
  | { readonly type: 'ready' }
  /** What core has open now, named as it was opened. Main hands it to the next core, should this one die. */
  | { readonly type: 'ledger'; readonly ledgerName: string | null }
  /** Who is signed in on a connection from now on. Sent before the reply that tells the window. */
  | { readonly type: 'session'; readonly connectionId: number; readonly userId: string | null }
  | {
      readonly type: 'reply';
      readonly connectionId: number;
      readonly requestId: number;
      readonly reply: Reply;
    }
  | { readonly type: 'event'; readonly connectionId: number | null; readonly event: CoreEvent };

/**
 * Calls that main answers itself, because they belong to the window: their names begin with `window.`.
 * Everything else is relayed to core.
 */
export const WINDOW_CALLS = [
  'window.chooseFile',
  'window.chooseFiles',
  'window.chooseFolder',
  'window.chooseSaveFile',
  'window.showFile',
  'window.keepSecret',
  'window.secret',
  'window.keepSent',
  'window.forgetSent',
  'window.listSent',
  'window.cancelCommand',
] as const;
export type WindowCall = (typeof WINDOW_CALLS)[number];
