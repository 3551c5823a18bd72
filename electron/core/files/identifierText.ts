/**
 * An account, meter or bank number as it is meant: programs that fear for its zeros write a tab, an apostrophe or a
 * backtick before it, or a formula around it (`="0012"`).
 */
export function plainIdentifier(cell: string): string {
  const text = cell.trim();
  return (/^="([^"]*)"$/.exec(text)?.[1] ?? text).replace(/^[`'\t]+/, '').trim();
}

/** Whether a spreadsheet wrote a long number in its own way (`3.3E+21`): the digits are gone. */
export function hasLostDigits(identifier: string): boolean {
  return /^\d(?:\.\d+)?E\+\d+$/i.test(identifier);
}

/** Why an identifier of ours cannot be taken: one with characters of full width looks like another and is not the same. */
export function identifierProblem(identifier: string): 'digits_lost' | 'full_width' | null {
  if (hasLostDigits(identifier)) return 'digits_lost';
  return /[\uff01-\uff5e\u3000]/.test(identifier) ? 'full_width' : null;
}
