export type SpreadsheetFormat = 'xlsx' | 'xls' | 'html';

const startsWith = (bytes: Uint8Array, mark: readonly number[]) =>
  mark.every((byte, index) => bytes[index] === byte);

/** Which spreadsheet the bytes are by their first ones; `null` for text and anything else. */
export function spreadsheetFormat(bytes: Uint8Array): SpreadsheetFormat | null {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'xlsx';
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'xls';
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024)).replace(/^(?:ï»¿|ÿþ|þÿ)/, '');
  return /^\s*(?:<!doctype html|<html|<table|<meta)/i.test(head.replaceAll('\0', '')) ? 'html' : null;
}
