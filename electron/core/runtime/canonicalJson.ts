import { createHash } from 'node:crypto';

/** Keys that never reach a hash, a log or the audit trail. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['password', 'currentPassword', 'newPassword']);

/** JSON with sorted keys, so that equal inputs have equal texts; secrets are left out. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (SECRET_KEYS.has(key)) return undefined;
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
