// Where the runnable Electron is. electron.mjs does the work on the project's own Node.js.
import { join } from 'node:path';
import { NODE, projectEnv, ROOT, run, Stop } from './run.mjs';

/** @returns {Promise<string>} the path of an Electron executable that was checked; fetched first when missing */
export async function findElectron() {
  const { code, stdout } = await run(NODE, [join(ROOT, 'scripts', 'electron.mjs')], {
    capture: true,
    // Lets downloads use the proxy of the environment, as npm does.
    env: projectEnv({ NODE_USE_ENV_PROXY: '1' }),
  });
  if (code !== 0) throw new Stop('No runnable Electron (see above).', code);
  return stdout.trim();
}
