import { type Result, refused } from '#shared/lib/result.ts';
import type { FileRefusal } from '../fileRefusal.ts';
import { parseProfileContent } from '../mappingProfile.ts';
import type { ProfileNotFound, StoredProfile } from '../meter/readMeterFile.ts';
import type { BankFile, BankReading } from './bankFile.ts';
import { bankProfileContent } from './bankProfile.ts';
import { readBankFile } from './readBankFile.ts';

type BankRefusal = Extract<Awaited<ReturnType<typeof readBankFile>>, { ok: false }>['error'];

export type BankFileRequest = BankReading & {
  readonly path: string;
  /** The layout as the ledger keeps it; `null` for files that need none. */
  readonly profile: StoredProfile | null;
};

/** Reads a bank's file by a layout of the ledger; one that was stored wrong is refused with its faults. */
export async function readStoredBankFile({
  path,
  profile,
  ...reading
}: BankFileRequest): Promise<Result<BankFile, BankRefusal | FileRefusal | ProfileNotFound>> {
  const content = profile ? parseProfileContent(bankProfileContent, profile.content) : null;
  if (content && !content.ok) {
    const detail = { profileCode: profile?.profileCode, issues: content.error };
    return refused({ code: 'profile_not_found', detail });
  }
  return readBankFile(path, content?.value ?? null, reading);
}
