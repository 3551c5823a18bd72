import type { backupCreate } from '#shared/contract/backup.ts';
import type { OutputOf } from '#shared/contract/define.ts';
import type { Container } from './container.ts';

/** What a person is told about a backup file. */
export function backupFacts({ path, sizeBytes, header }: Container): OutputOf<typeof backupCreate> {
  const { createdAt, officeName, ledgerVersion, sealing } = header;
  return { path, sizeBytes, createdAt, officeName, ledgerVersion, isSealed: sealing !== null };
}

export function rowCountOf({ header }: Container): number {
  return Object.values(header.rowCounts).reduce((sum, count) => sum + count, 0);
}
