// npm start: installs what is missing, builds, and opens the Meterbook window. `npm start -- FILE` opens a ledger.
// Where there is no display it runs the sample month on the command line instead.
import { relative, resolve } from 'node:path';
import { findElectron } from './findElectron.mjs';
import { runMeterbook } from './meterbook.mjs';
import { main, projectEnv, ROOT, run, runTool, Stop, say, seconds } from './run.mjs';
import { install, installWindowPackages } from './setup.mjs';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

async function build() {
  const startedAt = performance.now();
  const { code } = await runTool('electron-vite', ['build'], { quietly: 'building' });
  if (code !== 0) throw new Stop('The build failed (see above).');
  say(`Built in ${seconds(startedAt)}.`);
}

/** A file from the folder in which the person typed it; a database on a server as it is. */
function ledgerName(name) {
  return /^postgres(?:ql)?:\/\//.test(name) ? name : resolve(process.env.INIT_CWD ?? '.', name);
}

async function openWindow(ledgerPath) {
  await installWindowPackages({ virtualDisplay: false });
  const electron = await findElectron();
  await build();
  say('Opening the Meterbook window. It ends when the window is closed.');
  // Chromium refuses to run its sandbox as root, as in containers; everybody else keeps it.
  const flags = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Chromium's own remarks about the desktop (no message bus, no graphics card) help nobody here.
  flags.push('--log-level=3');
  const env = projectEnv(ledgerPath ? { METERBOOK_LEDGER: ledgerName(ledgerPath) } : {});
  const { code } = await run(electron, [...flags, ROOT], { env });
  return code;
}

async function runMonth() {
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
  const folder = resolve(ROOT, 'results', `month-${stamp}`);
  say(`There is no display here, so the sample month runs on the command line: ${relative(ROOT, folder)}`);
  const code = await runMeterbook(['month', '--out', folder]);
  if (code !== 0) throw new Stop(`The month ended with exit code ${code} (see above).`, code);
  say(`
The results lie in ${folder}
Other commands:  npm run --silent meterbook -- --help
To see the window, start this where a display is, or on a display of your own:
  xvfb-run -a npm start             (a display in memory; npm run e2e leaves pictures of it in out/screenshots)
  ssh -X THIS-COMPUTER, npm start   (the window appears on the computer that you sit at)`);
  return 0;
}

main(async () => {
  await install();
  return hasDisplay ? openWindow(process.argv[2]) : runMonth();
});
