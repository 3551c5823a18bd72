import { ok, type Result } from '#shared/lib/result.ts';
import { type FileRefusal, refuseFile } from './fileRefusal.ts';

export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';
export type DecodedText = { readonly text: string; readonly encoding: TextEncoding };

const BYTE_ORDER_MARKS: readonly (readonly [TextEncoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const LINE_FEED = 0x0a;
const SCAN_BYTES = 65_536;

/**
 * Decodes a whole text file: byte order mark, then strict UTF-8, then strict GB18030 (what Excel on
 * a Chinese Windows writes). Nothing is guessed from statistics and no replacement character is let
 * in: a file that is neither is refused with the place of the first bad byte, and so is one with zero characters
 * (a damaged file, or UTF-16 without its mark). `encoding` is a person's
 * choice or a layout's, and then the only one tried. The mark itself is no part of the text.
 */
export function decodeText(bytes: Uint8Array, encoding?: TextEncoding): Result<DecodedText, FileRefusal> {
  if (bytes.length === 0) return refuseFile('file_empty');
  const decoded = decodeBytes(bytes, encoding);
  if (!decoded.ok) return decoded;
  if (decoded.value.text.trim() === '') return refuseFile('file_empty');
  return decoded.value.text.includes('\0') ? refuseZeros(bytes, decoded.value.encoding) : decoded;
}

function decodeBytes(bytes: Uint8Array, chosen?: TextEncoding): Result<DecodedText, FileRefusal> {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  const only = marked?.[0] ?? chosen;
  if (only !== undefined) {
    const text = strictText(bytes, only);
    return text === null ? refuseBytes(bytes, only) : ok({ text, encoding: only });
  }
  const utf8 = strictText(bytes, 'utf-8');
  if (utf8 !== null) return ok({ text: utf8, encoding: 'utf-8' });
  // A file cut off inside its last character would often pass as GB18030 and read as nonsense.
  if (isCutShort(bytes, 'utf-8')) return refuseBytes(bytes, 'utf-8');
  const gb18030 = strictText(bytes, 'gb18030');
  if (gb18030 !== null) return ok({ text: gb18030, encoding: 'gb18030' });
  return refuseBytes(bytes, 'gb18030');
}

function strictText(bytes: Uint8Array, encoding: TextEncoding): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Whether only the end is missing: everything before it decodes and holds more than ASCII (with
 * nothing but ASCII before it, one stray byte at the end says nothing about the encoding).
 */
function isCutShort(bytes: Uint8Array, encoding: TextEncoding): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    return /[^\p{ASCII}]/u.test(text);
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function refuseBytes(bytes: Uint8Array, encoding: TextEncoding): Result<never, FileRefusal> {
  if (isCutShort(bytes, encoding)) return refuseFile('file_truncated', { encoding, offset: bytes.length });
  const offset = firstBadByte(bytes, encoding);
  return refuseFile('file_undecodable', { encoding, offset, lineNo: lineNoAt(bytes, offset) });
}

function refuseZeros(bytes: Uint8Array, encoding: TextEncoding): Result<never, FileRefusal> {
  const offset = bytes.indexOf(0);
  const place = { offset, lineNo: lineNoAt(bytes, offset) };
  return refuseFile('file_undecodable', { encoding, ...place, reason: 'zero_bytes' });
}

function lineNoAt(bytes: Uint8Array, offset: number): number {
  let lineNo = 1;
  for (let index = 0; index < offset; index += 1) if (bytes[index] === LINE_FEED) lineNo += 1;
  return lineNo;
}

/** Offset of the byte at which strict decoding gives up. Only refused files pay for this search. */
function firstBadByte(bytes: Uint8Array, encoding: TextEncoding): number {
  const decodesUpTo = (length: number, step: number, from: number): number => {
    const decoder = new TextDecoder(encoding, { fatal: true });
    let at = 0;
    try {
      if (from > 0) decoder.decode(bytes.subarray(0, from), { stream: true });
      for (at = from; at < length; at += step) {
        decoder.decode(bytes.subarray(at, Math.min(length, at + step)), { stream: true });
      }
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
    return Math.min(at, length);
  };
  const chunkStart = decodesUpTo(bytes.length, SCAN_BYTES, 0);
  return decodesUpTo(Math.min(bytes.length, chunkStart + SCAN_BYTES), 1, chunkStart);
}
