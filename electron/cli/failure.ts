import type { WireError } from '#shared/contract/wire.ts';

/** A refusal or a fault on its way out of the command line. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
  readonly error: WireError;

  constructor(error: WireError) {
    super(`${error.kind}: ${error.code}`);
    this.error = error;
  }
}

/** Something that the command line itself can tell before it asks the core; counts as a refusal. */
export function refuse(code: string, detail: Readonly<Record<string, unknown>> = {}): never {
  throw new CommandFailed({ kind: 'refusal', code, detail });
}

/** 0 done, 2 refused, 1 everything else. */
export const EXIT = { done: 0, fault: 1, refused: 2 } as const;
