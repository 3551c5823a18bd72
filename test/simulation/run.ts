import { parseArgs } from 'node:util';
import { filePlace, serverPlace } from './place.ts';
import { Play } from './play.ts';
import { playSeed } from './playSeed.ts';
import type { Step } from './steps.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2_147_483_647) },
    steps: { type: 'string', default: '200' },
    /** On a server with two desks, instead of a file with two windows. */
    postgres: { type: 'boolean', default: false },
    /** What was said when the seed failed: plays the shrunk steps again. */
    path: { type: 'string' },
  },
});
const [seed, steps] = [Number.parseInt(values.seed, 10), Number.parseInt(values.steps, 10)];

console.error(`seed ${seed}, ${steps} steps`);
const place = values.postgres ? await serverPlace() : filePlace();
const { path } = values;
const onFailure = (some: readonly unknown[], error: unknown) =>
  console.error(`${some.length} steps: ${error}`);
const play = (some: readonly Step[]) => Play.through(some, place);
const result = await playSeed({ seed, steps, play, onFailure, ...(path === undefined ? {} : { path }) });
await place.remove();
const { failed, counterexample, counterexamplePath } = result;
if (failed) {
  const onServer = values.postgres ? ' --postgres' : '';
  const again = `--seed ${seed} --steps ${steps}${onServer} --path ${counterexamplePath}`;
  console.error(`again: npm run sim -- ${again}`);
  console.error(result.errorInstance);
}
console.log(JSON.stringify({ seed, steps, failed, counterexample }, null, 2));
process.exitCode = failed ? 1 : 0;
