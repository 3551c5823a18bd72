import type { z } from 'zod';
import type { CommandContract, OutputOf, QueryContract } from '#shared/contract/define.ts';
import type { WINDOW_CONTRACTS } from '#shared/contract/window.ts';
import type { Reply, WireError } from '#shared/contract/wire.ts';
import { bridge } from './bridge.ts';

/** What the core answered instead of doing it; screens turn its code into words. */
export class CallFailed extends Error {
  override readonly name = 'CallFailed';
  readonly error: WireError;
  /** It may have been done all the same. */
  readonly isOutcomeUnknown: boolean;

  constructor(error: WireError, isOutcomeUnknown = false) {
    super(error.code);
    this.error = error;
    this.isOutcomeUnknown = isOutcomeUnknown;
  }
}

function unwrap<Value>(reply: Reply): Value {
  if (!reply.ok) throw new CallFailed(reply.error);
  return reply.value as Value;
}

export async function ask<C extends QueryContract>(
  contract: C,
  input: z.input<C['input']>,
): Promise<OutputOf<C>> {
  return unwrap(await bridge.invoke({ name: contract.name, input }));
}

export function newCommandId(): string {
  return crypto.randomUUID();
}

/** Whether a call may be made once more because the ledger process died while it waited for the answer. */
export function isWorthRepeating(failure: WireError | null, attempt: number): boolean {
  return failure?.code === 'core_restarted' && attempt < RESTARTS_SURVIVED;
}

const RESTARTS_SURVIVED = 2;

/** Faults that leave open whether a command was done. */
const LEAVES_OPEN: ReadonlySet<string> = new Set(['core_restarted', 'outcome_unknown']);

/**
 * Sends a command. When the ledger process died meanwhile, the same command id is sent again: what
 * was done answers as before, what was not is done now. Once an answer was lost, only the answer itself
 * says what became of the command: a later refusal may be of a moment before the first one arrived.
 */
export async function send<C extends CommandContract>(
  contract: C,
  input: z.input<C['input']>,
  { commandId, isPreview = false }: { readonly commandId: string; readonly isPreview?: boolean },
): Promise<OutputOf<C>> {
  let isOpen = false;
  for (let attempt = 0; ; attempt += 1) {
    const reply = await bridge.invoke({ name: contract.name, commandId, dryRun: isPreview, input });
    if (reply.ok) return unwrap(reply);
    isOpen ||= LEAVES_OPEN.has(reply.error.code);
    if (!isWorthRepeating(reply.error, attempt)) throw new CallFailed(reply.error, isOpen && !isPreview);
  }
}

type WindowContracts = typeof WINDOW_CONTRACTS;

/** Asks the window itself: file dialogs, showing a file, cancelling a command. */
export async function askWindow<Name extends keyof WindowContracts>(
  name: Name,
  input: z.input<WindowContracts[Name]['input']>,
): Promise<z.output<WindowContracts[Name]['output']>> {
  return unwrap(await bridge.invoke({ name, input }));
}
