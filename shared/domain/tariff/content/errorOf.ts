import type { z } from 'zod';

/** Where a tariff document is wrong, and how. */
export type TariffError = {
  readonly path: string;
  /** The item, rule or case that it is in, as the document calls it. */
  readonly name?: string;
  readonly code: string;
  /** What is wrong or would be right: a key that is unknown, the day and the time of a calendar that has a gap, and the like. */
  readonly detail?: Readonly<Record<string, string>>;
};

/** An issue of the schema library as an error of the document. */
export function errorOf(issue: z.core.$ZodIssue, json: unknown): TariffError {
  const name = nameAt(json, issue.path);
  const detail = detailOf(issue, json);
  return {
    path: issue.path.map(String).join('.'),
    ...(name !== null && { name }),
    code: codeOf(issue),
    ...(detail !== undefined && { detail }),
  };
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  // Items are told apart by their kinds, and nothing else is.
  return issue.code === 'invalid_union' && issue.path.at(-1) === 'kind' ? 'unknown_kind' : issue.code;
}

/** Values that are shown where others are allowed; a longer list helps nobody. */
const MOST_SHOWN = 30;

function detailOf(issue: z.core.$ZodIssue, json: unknown): Readonly<Record<string, string>> | undefined {
  switch (issue.code) {
    case 'custom':
      return issue.params;
    case 'unrecognized_keys':
      return { fields: issue.keys.join(' ') };
    case 'invalid_type':
      return { expected: issue.expected, found: wordOf(valueAt(json, issue.path)) };
    case 'invalid_value':
      return {
        expected: issue.values.slice(0, MOST_SHOWN).join(' '),
        found: wordOf(valueAt(json, issue.path)),
      };
    case 'too_small':
      return { least: String(issue.minimum) };
    case 'too_big':
      return { most: String(issue.maximum) };
    case 'invalid_union':
      return { found: wordOf(valueAt(json, issue.path)) };
    default:
      return undefined;
  }
}

/** A short value as it stands there; of anything else its type, nothing where there is none. */
function wordOf(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return value.slice(0, 40);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** The name, or without one the code, of the innermost part on a path that has one. */
function nameAt(json: unknown, path: readonly PropertyKey[]): string | null {
  for (let length = path.length; length > 0; length -= 1) {
    const part = valueAt(json, path.slice(0, length));
    if (typeof part !== 'object' || part === null) continue;
    const { name, code } = part as { readonly name?: unknown; readonly code?: unknown };
    for (const text of [name, code]) if (typeof text === 'string' && text !== '') return text.slice(0, 60);
  }
  return null;
}
