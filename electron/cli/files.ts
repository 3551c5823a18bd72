import { readFileSync } from 'node:fs';
import { refuse } from './failure.ts';

/** A JSON file that the person named. */
export function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return refuse('file_missing', { file, cause: error instanceof Error ? error.message : '' });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse('not_json', { file, cause: error instanceof Error ? error.message : '' });
  }
}
