import { existsSync, readFileSync, realpathSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** What the system says of the place of a file; tests bring their own. */
export type FileSystems = {
  /** The number of the kind of file system on which a folder lies (statfs). */
  readonly numberOf: (folder: string) => number;
  /** The table of everything that is mounted (`/proc/self/mountinfo`); `null` on systems without one. */
  readonly mountTable: () => string | null;
};

const MOUNT_TABLE = '/proc/self/mountinfo';

export const systemFileSystems: FileSystems = {
  numberOf: (folder) => statfsSync(folder).type >>> 0,
  mountTable: () => (existsSync(MOUNT_TABLE) ? readFileSync(MOUNT_TABLE, 'utf8') : null),
};

/** File system numbers (statfs) on which SQLite's locks do not hold: NFS, SMB, CIFS, SMB2, AFS, 9p, Ceph, Lustre, GPFS, Coda. */
const NETWORK_NUMBERS: ReadonlySet<number> = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x01021997, 0x00c36400, 0x0bd00bd0, 0x47504653,
  0x73757245,
]);

/** The same by name, and folders of the computer around a virtual one. */
const NETWORK_TYPES: ReadonlySet<string> = new Set([
  '9p',
  'afs',
  'ceph',
  'cifs',
  'coda',
  'davfs',
  'glusterfs',
  'gpfs',
  'lustre',
  'ncpfs',
  'nfs',
  'nfs4',
  'orangefs',
  'prl_fs',
  'smb3',
  'smbfs',
  'vboxsf',
]);

/**
 * File systems of programs (FUSE) that lie on this computer. All others, sshfs, rclone, davfs, s3fs and whatever comes
 * next, are taken for another computer's: their locks are the program's own, if there are any.
 */
const LOCAL_PROGRAMS: ReadonlySet<string> = new Set([
  'fuse.bindfs',
  'fuse.cryfs',
  'fuse.encfs',
  'fuse.exfat',
  'fuse.ext2',
  'fuse.fuse-overlayfs',
  'fuse.gocryptfs',
  'fuse.mergerfs',
  'fuse.ntfs',
  'fuse.ntfs-3g',
  'fuse.overlayfs',
  'fuse.securefs',
  'fuse.unionfs',
  'fuse.unionfs-fuse',
  'fuse.veracrypt',
]);

/** Whether files of this type of file system lie on another computer; `fuseblk` is a disk of this one. */
export function isNetworkType(type: string): boolean {
  if (type === 'fuse' || type.startsWith('fuse.')) return !LOCAL_PROGRAMS.has(type);
  return NETWORK_TYPES.has(type);
}

/**
 * The type of the file system that holds a path, by the kernel's table (man 5 proc_pid_mountinfo): the longest mount point
 * above it, and of several on one point the last, which hides the others. `null` where none is above it.
 */
export function mountedType(mountTable: string, path: string): string | null {
  let [best, type]: [string, string | null] = ['', null];
  for (const line of mountTable.split('\n')) {
    const [place, system] = line.split(' - ');
    const point = unescaped(place?.split(' ')[4] ?? '');
    const isAbove = point === '/' || path === point || path.startsWith(`${point}/`);
    if (point === '' || system === undefined || !isAbove || point.length < best.length) continue;
    [best, type] = [point, system.split(' ')[0] ?? null];
  }
  return type;
}

/** The kernel writes blanks, tabs, line feeds and backslashes of a name as octal numbers. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_whole, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

/** Windows' spelling of a place on another computer, also the long one. */
function isUncPath(path: string): boolean {
  return /^[\\/]{2}[^\\/?.]/.test(path) || /^[\\/]{2}[?.][\\/]UNC[\\/]/i.test(path);
}

/** The file as it is called without links, or of what is there the folder in which it would lie. */
function realPlace(path: string): string {
  let place = resolve(path);
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  // On Windows this names the share behind the letter of a mapped drive.
  return realpathSync.native(place);
}

/** Whether a ledger at this path would lie on another computer. */
export function isOnNetwork(path: string, fileSystems: FileSystems): boolean {
  if (isUncPath(path)) return true;
  const place = realPlace(path);
  if (isUncPath(place) || NETWORK_NUMBERS.has(fileSystems.numberOf(place))) return true;
  const mountTable = fileSystems.mountTable();
  const type = mountTable === null ? null : mountedType(mountTable, place);
  return type !== null && isNetworkType(type);
}
