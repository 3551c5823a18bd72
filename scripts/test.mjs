// npm test: installs what is missing and runs every check, stopping at the first that fails.
// `npm test -- lint unit` runs only the steps that are named.
import { runEndToEnd } from './e2e.mjs';
import { main, runTool, Stop, say, seconds } from './run.mjs';
import { install } from './setup.mjs';

/** The whole suite runs where the office is, the domain once more on the other side of the date line's clock: no date may depend on where the computer stands. */
const STEPS = {
  // One checker: several work out the large types of the database library each for itself, which takes longer.
  types: () => runTool('typescript', ['-b', '--checkers', '1']),
  lint: () => runTool('@biomejs/biome', ['check', '.']),
  unit: () => runTool('vitest', ['run'], { env: { TZ: 'Asia/Shanghai' } }),
  'unit-new-york': () => runTool('vitest', ['run', 'test/domain'], { env: { TZ: 'America/New_York' } }),
  build: () => runTool('electron-vite', ['build']),
  e2e: () => runEndToEnd(),
};

main(async () => {
  const named = process.argv.slice(2);
  const unknown = named.find((name) => !(name in STEPS));
  if (unknown) throw new Stop(`No such step: ${unknown}. Steps: ${Object.keys(STEPS).join(', ')}`, 2);
  const names = named.length > 0 ? named : Object.keys(STEPS);

  const startedAt = performance.now();
  await install();
  const times = [];
  for (const [index, name] of names.entries()) {
    const stepStartedAt = performance.now();
    say(`\n[${index + 1}/${names.length}] ${name}`);
    const { code } = await STEPS[name]();
    times.push(`${name} ${seconds(stepStartedAt)}`);
    if (code !== 0)
      throw new Stop(
        `FAILED: ${name} after ${seconds(stepStartedAt)}  (passed before: ${times.slice(0, -1).join(', ') || 'none'})`,
      );
  }
  say(`\nAll green in ${seconds(startedAt)}: ${times.join(', ')}`);
});
