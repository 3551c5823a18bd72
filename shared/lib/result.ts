/**
 * The one way a function says that it refused: a value, never an exception. Exceptions are for
 * bugs; refusals are answers that a person can act on.
 */
export type Result<Value, Refusal> = Ok<Value> | Refused<Refusal>;

export type Ok<Value> = { readonly ok: true; readonly value: Value };
export type Refused<Refusal> = { readonly ok: false; readonly error: Refusal };

export function ok<Value>(value: Value): Ok<Value> {
  return { ok: true, value };
}

export function refused<Refusal>(error: Refusal): Refused<Refusal> {
  return { ok: false, error };
}
