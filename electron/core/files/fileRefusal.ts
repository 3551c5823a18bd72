import type { FileRefusalCode } from '#shared/contract/files.ts';
import type { Refused } from '#shared/lib/result.ts';
import { refused } from '#shared/lib/result.ts';

/** Why a whole file was refused, with what a person needs to act on it. */
export type FileRefusal = {
  readonly code: FileRefusalCode;
  readonly detail: Readonly<Record<string, unknown>>;
};

export function refuseFile(
  code: FileRefusalCode,
  detail: Readonly<Record<string, unknown>> = {},
): Refused<FileRefusal> {
  return refused({ code, detail });
}
