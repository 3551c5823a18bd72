// The end-to-end tests in the real Electron window. On Linux they bring their own display (Xvfb), so that no
// window jumps into somebody's work and no display is needed. Screenshots go to out/screenshots.
import { spawn } from 'node:child_process';
import { findElectron } from './findElectron.mjs';
import { isMain, main, runTool, Stop } from './run.mjs';
import { install, installWindowPackages } from './setup.mjs';

const DISPLAY_START_MS = 20_000;

/** Starts Xvfb on a display number that it finds free itself, and stops it after the work. */
async function withDisplay(work) {
  if (process.platform !== 'linux') return work({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const display = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Stop('Xvfb does not start.')), DISPLAY_START_MS);
      server.once('error', (error) => reject(new Stop(`Xvfb does not start: ${error.message}`)));
      server.once('exit', (code) => reject(new Stop(`Xvfb ended with exit code ${code}.`)));
      server.stdio[3].once('data', (chunk) => {
        clearTimeout(timer);
        resolve(`:${chunk.toString().trim()}`);
      });
    });
    return await work({ DISPLAY: display, WAYLAND_DISPLAY: '' });
  } finally {
    server.removeAllListeners('exit');
    server.kill();
  }
}

/** Runs the end-to-end tests against what is built in out/. `filters` name test files. */
export async function runEndToEnd(filters = []) {
  await installWindowPackages({ virtualDisplay: true });
  const electron = await findElectron();
  return withDisplay((display) =>
    runTool('vitest', ['run', '--config', 'vitest.e2e.config.ts', ...filters], {
      env: { ...display, METERBOOK_ELECTRON: electron, TZ: 'Asia/Shanghai' },
    }),
  );
}

if (isMain(import.meta.url)) {
  main(async () => {
    await install();
    const build = await runTool('electron-vite', ['build'], { quietly: 'building' });
    if (build.code !== 0) throw new Stop('The build failed (see above).');
    return (await runEndToEnd(process.argv.slice(2))).code;
  });
}
