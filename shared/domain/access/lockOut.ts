/** Failed sign-ins in a row that lock an account. */
export const ALLOWED_FAILURES = 5;
/** How long it stays locked. */
export const LOCKED_MINUTES = 15;

export type SignInState = { readonly failedSignIns: number; readonly lockedUntil: string | null };

/** Whether the account is locked at `now` (UTC instants as ISO text, which sort by time). */
export function isLockedOut(state: SignInState, now: string): boolean {
  return state.lockedUntil !== null && now < state.lockedUntil;
}

/**
 * The state after a wrong password: the fifth in a row locks the account for a quarter of an hour,
 * after which counting starts anew.
 */
export function afterFailure(state: SignInState, now: string): SignInState {
  const failedSignIns = state.failedSignIns + 1;
  if (failedSignIns < ALLOWED_FAILURES) return { failedSignIns, lockedUntil: null };
  const until = new Date(Date.parse(now) + LOCKED_MINUTES * 60_000).toISOString();
  return { failedSignIns: 0, lockedUntil: until };
}
