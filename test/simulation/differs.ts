import { CommandFailed } from '../../electron/cli/failure.ts';

/** Says what differs; the runner shrinks the steps that led to it. */
export class Differs extends Error {
  override readonly name = 'Differs';
}

export function expectSame(what: string, found: unknown, expected: unknown): void {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
  if (one !== other) throw new Differs(`${what}: the ledger says ${one}, the model ${other}`);
}

/** The code with which a command is refused; `null` when it is done. */
export async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  return work.then(
    () => null,
    (error: unknown) => (error instanceof CommandFailed ? error.error.code : Promise.reject(error)),
  );
}
