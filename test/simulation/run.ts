import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { Play } from './play.ts';
import { anyStep } from './steps.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 2_147_483_647) },
    steps: { type: 'string', default: '200' },
    path: { type: 'string' },
  },
});
const [seed, count] = [Number.parseInt(values.seed, 10), Number.parseInt(values.steps, 10)];

// What fails is shrunk to the fewest and smallest steps; the same seed and path play it again exactly.
console.error(`seed ${seed}, ${count} steps`);
const result = await fc.check(
  fc.asyncProperty(fc.array(anyStep, { minLength: count, maxLength: count }), (steps) => Play.through(steps)),
  { seed, numRuns: 1, ...(values.path === undefined ? {} : { path: values.path, endOnFailure: true }) },
);
if (result.failed) {
  console.error(`again: npm run sim -- --seed ${seed} --steps ${count} --path ${result.counterexamplePath}`);
  console.error(result.errorInstance);
}
console.log(
  JSON.stringify(
    { seed, steps: count, failed: result.failed, counterexample: result.counterexample },
    null,
    2,
  ),
);
process.exitCode = result.failed ? 1 : 0;
