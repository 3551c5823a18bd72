import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

/** A part of a zip file, as the directory at its end states it. */
export type ZipEntry = {
  readonly name: string;
  /** 0: stored as it is; 8: deflated. */
  readonly method: number;
  readonly checksum: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Offset of the part's own header, which its bytes follow. */
  readonly at: number;
};
export type ZipFacts = { readonly entries: readonly ZipEntry[] };

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const PART_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const PART_BYTES = 30;
const LONGEST_COMMENT = 65_535;
const STORED = 0;
const DEFLATED = 8;

/**
 * What the directory at the end of a zip file says, without unpacking anything; `null` where the
 * directory is missing or damaged, as in a file that was cut short.
 */
export function zipFacts(bytes: Uint8Array): ZipFacts | null {
  const view = viewOf(bytes);
  let end = bytes.length - END_BYTES;
  const lowest = Math.max(0, end - LONGEST_COMMENT);
  while (end >= lowest && view.getUint32(end, true) !== END_SIGNATURE) end -= 1;
  if (end < lowest) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) return null;
    const nameLength = view.getUint16(at + 28, true);
    const nameAt = at + ENTRY_BYTES;
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(nameAt, nameAt + nameLength)),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    });
    at = nameAt + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return { entries };
}

/** Whether a part unpacks to the size and the checksum that the directory states; `onPart` sees what it unpacks to. */
export async function isWhole(
  bytes: Uint8Array,
  entry: ZipEntry,
  onPart: (part: Uint8Array) => void = () => {},
): Promise<boolean> {
  const view = viewOf(bytes);
  if (entry.at + PART_BYTES > bytes.length || view.getUint32(entry.at, true) !== PART_SIGNATURE) return false;
  const lengths = view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true);
  const start = entry.at + PART_BYTES + lengths;
  const packed = bytes.subarray(start, start + entry.packedBytes);
  if (packed.length < entry.packedBytes) return false;
  if (entry.method === STORED) {
    onPart(packed);
    return entry.unpackedBytes === packed.length && crc32(packed) === entry.checksum;
  }
  return entry.method === DEFLATED && unpacksWell(packed, entry, onPart);
}

async function unpacksWell(
  packed: Uint8Array,
  entry: ZipEntry,
  onPart: (part: Uint8Array) => void,
): Promise<boolean> {
  let [checksum, size] = [0, 0];
  try {
    for await (const part of Readable.from([packed]).pipe(createInflateRaw())) {
      checksum = crc32(part, checksum);
      onPart(part);
      size += part.length;
      // A part that is larger than it says is not unpacked to its end.
      if (size > entry.unpackedBytes) return false;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) return false;
    throw error;
  }
  return size === entry.unpackedBytes && checksum === entry.checksum;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
