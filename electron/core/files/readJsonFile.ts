import { isNestedDeeper } from '#shared/lib/nesting.ts';
import { ok, type Result, refused } from '#shared/lib/result.ts';
import { decodeText } from './decodeText.ts';
import { FILE_LIMITS, readFileBytes } from './fileBytes.ts';
import type { FileRefusal } from './fileRefusal.ts';
import { hasLostCharacters } from './rawText.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

type NotJson = {
  readonly code: 'not_json' | 'not_an_object' | 'nested_too_deep';
  readonly detail: Readonly<Record<string, unknown>>;
};

/** A tariff document has ten. */
const DEEPEST_JSON = 64;

/**
 * Reads a document: one JSON object in a file of at most 8 MiB, in UTF-8 (RFC 8259). `not_json` carries the line and column at which it ceases
 * to be JSON.
 */
export async function readJsonFile(path: string): Promise<Result<JsonObject, FileRefusal | NotJson>> {
  const file = await readFileBytes(path, () => FILE_LIMITS.tariffBytes);
  if (!file.ok) return file;
  const decoded = decodeText(file.value.bytes, 'utf-8');
  if (!decoded.ok) return decoded;
  const { text } = decoded.value;
  if (hasLostCharacters(text)) {
    const lineNo = text.split('\n').findIndex(hasLostCharacters) + 1;
    return refused({ code: 'file_damaged', detail: { path, lineNo, reason: 'characters_lost' } });
  }
  const parsed = parsedJson(path, text);
  if (!parsed.ok) return parsed;
  const { value } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused({ code: 'not_an_object', detail: { path } });
  }
  if (isNestedDeeper(value, DEEPEST_JSON)) {
    return refused({ code: 'nested_too_deep', detail: { path } });
  }
  return ok(value as JsonObject);
}

function parsedJson(path: string, text: string): Result<unknown, FileRefusal | NotJson> {
  try {
    return ok(JSON.parse(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (/end of JSON input|^Unterminated/.test(error.message)) {
      return refused({ code: 'file_truncated', detail: { path, offset: text.length } });
    }
    // The engine tells the place of an error, but not in a text that is short enough to be quoted whole.
    const offset = Number(/at position (\d+)/.exec(error.message)?.[1] ?? 0);
    const lines = text.slice(0, offset).split('\n');
    const place = { lineNo: lines.length, column: (lines.at(-1) ?? '').length + 1 };
    return refused({ code: 'not_json', detail: { path, ...place } });
  }
}
