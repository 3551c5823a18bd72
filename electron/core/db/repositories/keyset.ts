/** Where a page ended: the sort key of its last row, as the text that a client hands back. */
export function encodeKeyset(key: readonly string[]): string {
  return JSON.stringify(key);
}

/** The sort key of `length` parts; `null` for the first page and for text that no page handed out. */
export function decodeKeyset(after: string | null, length: number): readonly string[] | null {
  if (after === null || !after.startsWith('[') || !after.endsWith(']')) return null;
  try {
    const key: unknown = JSON.parse(after);
    const isKey =
      Array.isArray(key) && key.length === length && key.every((part) => typeof part === 'string');
    return isKey ? key : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
