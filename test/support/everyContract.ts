import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '#shared/contract/define.ts';
import { ROOT } from '../tidy/sources.ts';

const FOLDER = join(ROOT, 'shared/contract');

/** Every command and query that crosses to the core, whoever answers it. */
export async function loadContracts(): Promise<readonly Contract[]> {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
  const modules: object[] = await Promise.all(names.map((name) => import(join(FOLDER, name))));
  return modules.flatMap((module) => Object.values(module)).filter(isContract);
}

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'kind' in value && 'permission' in value;
}
