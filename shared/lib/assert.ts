/** Thrown when the program itself is wrong. Core rolls back, logs it and answers `internal`. */
export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** States what must hold here whatever the user did; throws `AssertionFailure` when it does not. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionFailure(message);
}

/** Makes a `switch` over a union exhaustive: the compiler refuses a missing case. */
export function assertNever(value: never): never {
  throw new AssertionFailure(`unexpected value: ${JSON.stringify(value)}`);
}
