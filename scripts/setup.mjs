// Makes a bare computer ready: the packages of the project, and the system libraries that a window needs.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MODULES, NODE, ROOT, run, runNpm, Stop, say, seconds } from './run.mjs';

/** What an Electron window needs on Debian and its relatives. */
const WINDOW_PACKAGES = [
  'libnss3',
  'libatk-bridge2.0-0',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'fonts-noto-cjk',
];
/** What a window needs besides where there is no display. */
const VIRTUAL_DISPLAY_PACKAGES = ['xvfb', 'xauth'];

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Whether node_modules holds exactly what package-lock.json asks for. npm writes its list last, so an interrupted installation counts as none. */
function isInstalled() {
  const listPath = join(MODULES, '.package-lock.json');
  if (!existsSync(listPath)) return false;
  const wanted = Object.entries(readJson(join(ROOT, 'package-lock.json')).packages);
  const present = readJson(listPath).packages;
  const complete = wanted.every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
  return complete && spawnSync(NODE, ['--version']).status === 0;
}

/** Installs the packages of the project when they are missing or out of date. */
export async function install() {
  if (isInstalled()) return;
  const startedAt = performance.now();
  say('Installing the packages of the project (npm ci); this takes a minute or two.');
  // Of all install scripts only the one of `node` is needed. better-sqlite3 brings its binaries along, but npm would
  // compile it anyway, which needs tools and headers that a bare computer does not have.
  for (const args of [
    ['ci', '--ignore-scripts'],
    ['rebuild', 'node'],
  ]) {
    const { code } = await runNpm([...args, '--loglevel=error'], { quietly: 'installing packages' });
    if (code === 0) continue;
    throw new Stop(
      `npm ${args.join(' ')} failed (see above). Is the npm registry in reach? Then try again: nothing half done stays in the way.`,
    );
  }
  if (!isInstalled()) {
    throw new Stop(
      `The packages are installed, but ${NODE} does not run. Try again with: rm -rf node_modules && npm ci`,
    );
  }
  say(`Packages installed in ${seconds(startedAt)}.`);
}

/** The Debian packages of a list that are not installed. Newer releases add "t64" to some names. */
function missingPackages(names) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: dpkg-query's own placeholders
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f', '${Package} ${db:Status-Status}\n'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) return [];
  const installed = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  return names.filter((name) => !installed.has(name) && !installed.has(`${name}t64`));
}

/**
 * Sees to it that a window can open on Linux. As root on Debian the missing packages are installed, otherwise
 * the one command is printed. Elsewhere (another distribution, macOS, Windows) there is nothing to do here.
 */
export async function installWindowPackages({ virtualDisplay }) {
  if (process.platform !== 'linux') return;
  const missing = missingPackages([...WINDOW_PACKAGES, ...(virtualDisplay ? VIRTUAL_DISPLAY_PACKAGES : [])]);
  if (missing.length === 0) return;
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0) {
    throw new Stop(
      `A window needs some packages of the system. Install them with:\n  sudo sh -c '${command}'`,
    );
  }
  const startedAt = performance.now();
  say(`Installing what a window needs: ${missing.join(' ')}`);
  const { code } = await run('sh', ['-c', command], {
    quietly: 'installing system packages',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (code !== 0) throw new Stop(`Could not install them (see above). Please run yourself:\n  ${command}`);
  say(`System packages installed in ${seconds(startedAt)}.`);
}
