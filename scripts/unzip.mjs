// A reader of zip archives on Node built-ins, for archives that are too large to hold in memory. No zip64.
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LONGEST_END = 22 + 0xffff;

/** The table of contents, which stands at the end of the archive. */
async function readDirectory(file) {
  const { size } = await file.stat();
  const tail = Buffer.alloc(Math.min(size, LONGEST_END));
  await file.read(tail, 0, tail.length, size - tail.length);
  let end = tail.length - 22;
  while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) throw new Error('not a zip archive, or a truncated one');

  const directory = Buffer.alloc(tail.readUInt32LE(end + 12));
  await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
  const entries = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === DIRECTORY_ENTRY; ) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      deflated: directory.readUInt16LE(at + 10) === 8,
      packedSize: directory.readUInt32LE(at + 20),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      headerAt: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * Unpacks files of an archive.
 * @param {(name: string) => string | null} placeOf the path under `folder` for a name in the archive, or `null` to leave it out
 */
export async function unzip(archivePath, folder, placeOf) {
  const file = await open(archivePath);
  try {
    for (const entry of await readDirectory(file)) {
      const place = entry.name.endsWith('/') ? null : placeOf(entry.name);
      if (place === null) continue;
      const target = join(folder, place);
      await mkdir(dirname(target), { recursive: true });
      // The lengths of name and extra field may differ between the directory and the header of the file itself.
      const header = Buffer.alloc(30);
      await file.read(header, 0, 30, entry.headerAt);
      const start = entry.headerAt + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
      const packed =
        entry.packedSize === 0
          ? []
          : createReadStream(archivePath, { start, end: start + entry.packedSize - 1 });
      const written = createWriteStream(target, { mode: entry.mode });
      await (entry.deflated ? pipeline(packed, createInflateRaw(), written) : pipeline(packed, written));
    }
  } finally {
    await file.close();
  }
}
