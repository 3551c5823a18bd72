const LONGEST = 2_000;

/** What stood in a line, kept for whoever asks what the file said; cut off where it is very long. */
export function shortRawText(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/**
 * Whether an earlier conversion destroyed characters: the replacement character stands where one was, or what becomes of
 * two of them when they are read as GBK. Nobody can tell any more what was there.
 */
export function hasLostCharacters(text: string): boolean {
  return text.includes('\ufffd') || text.includes('锟斤拷');
}
