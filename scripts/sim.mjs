// A random office against its model, for as long as one likes: npm run sim -- --seed 7 --steps 500
import { join } from 'node:path';
import { isMain, main, NODE, projectEnv, ROOT, run } from './run.mjs';
import { install } from './setup.mjs';

if (isMain(import.meta.url)) {
  main(async () => {
    await install();
    const entry = join(ROOT, 'test', 'simulation', 'run.ts');
    return (await run(NODE, [entry, ...process.argv.slice(2)], { env: projectEnv() })).code;
  });
}
