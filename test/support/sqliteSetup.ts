import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeEmptyOffice } from './makeEmptyOffice.ts';

/** Makes the file of the empty office that the tests copy, and removes it at the end. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-empty-'));
  const path = join(folder, 'empty.meterbook');
  await makeEmptyOffice(path);
  project.provide('emptyOfficeFile', path);
  return () => rmSync(folder, { recursive: true, force: true });
}
