/**
 * Takes the sting out of text that a spreadsheet would run: `=`, `+`, `-`, `@`, tab or return at its beginning. An
 * apostrophe before it makes it plain text, also after somebody saves the sheet as CSV (OWASP, CSV injection).
 */
export function escapeFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
