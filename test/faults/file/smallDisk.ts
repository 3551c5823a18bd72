import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A place for files that can be made full and get its room back. */
export type SmallDisk = {
  readonly title: string;
  readonly folder: string;
  /** Leaves room for so many bytes. */
  readonly leave: (bytes: number) => void;
  /** There is room again. */
  readonly makeRoom: () => void;
  readonly remove: () => void;
};

/** A file system of its own, as small as it is said to be: the system answers `ENOSPC`. */
function mountedDisk(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=32m', 'tmpfs', folder]);
  const filler = join(folder, 'filler');
  const makeRoom = () => rmSync(filler, { force: true });
  return {
    title: 'a full disk',
    folder,
    makeRoom,
    leave(bytes) {
      makeRoom();
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - bytes)));
    },
    remove() {
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A limit on the size of the files of this process: the system answers `EFBIG`, which SQLite calls a failed disk. */
function limitedFiles(): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'meterbook-disk-'));
  const limit = (size: string) => execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${size}:`]);
  const makeRoom = () => limit('unlimited');
  return {
    title: 'a disk that fails',
    folder,
    makeRoom,
    // Counted from the beginning of each file, so a journal that begins anew has this much room.
    leave: (bytes) => limit(String(bytes)),
    remove() {
      makeRoom();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Only the administrator of a computer may mount; the limit is open to everybody. */
export function makeSmallDisks(): readonly SmallDisk[] {
  return process.getuid?.() === 0 ? [mountedDisk(), limitedFiles()] : [limitedFiles()];
}

export function emptyFolder(disk: SmallDisk, name: string): string {
  const path = join(disk.folder, name);
  mkdirSync(path);
  return path;
}
