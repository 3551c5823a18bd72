import { resolve } from 'node:path';
import { type JsonObject, readJsonFile } from '../core/files/readJsonFile.ts';
import { refuse } from './failure.ts';

/** A JSON document that the person named. */
export async function readJson(file: string): Promise<JsonObject> {
  const document = await readJsonFile(resolve(file));
  return document.ok ? document.value : refuse(document.error.code, document.error.detail);
}
