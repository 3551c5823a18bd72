import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { afterAll, beforeAll } from 'vitest';
import { readMeterFile, type StoredProfile } from '#core/files/meter/readMeterFile.ts';
import type { LineError, MeterRow } from '#shared/domain/reading/meterRow.ts';

/** A folder for the files of one test file, removed afterwards. */
export function temporaryFolder(): {
  readonly write: (name: string, content: string | Uint8Array) => Promise<string>;
} {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'meterbook-files-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  return {
    write: async (name, content) => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    },
  };
}

export const gb18030 = (text: string): Uint8Array => iconv.encode(text, 'gb18030');

export type ReadWhole =
  | {
      readonly ok: true;
      readonly profileCode: string | null;
      readonly rows: MeterRow[];
      readonly errors: LineError[];
    }
  | { readonly ok: false; readonly code: string; readonly detail: Readonly<Record<string, unknown>> };

/** Reads a meter file to its end. */
export async function readWhole(
  path: string,
  options: {
    profileCode?: string | null;
    encoding?: 'utf-8' | 'gb18030';
    profiles?: readonly StoredProfile[];
  } = {},
): Promise<ReadWhole> {
  const file = await readMeterFile({
    path,
    profileCode: options.profileCode ?? null,
    encoding: options.encoding,
    profiles: options.profiles ?? [],
  });
  if (!file.ok) return { ok: false, code: file.error.code, detail: file.error.detail };
  const chunks = [...file.value.chunks()];
  return {
    ok: true,
    profileCode: file.value.profileCode,
    rows: chunks.flatMap((chunk) => [...chunk.rows]),
    errors: chunks.flatMap((chunk) => [...chunk.errors]),
  };
}
