// Times the heavy steps, on one database or on both: npm run bench -- --points 10000 --ledger both
import { join } from 'node:path';
import { isMain, main, NODE, projectEnv, ROOT, run } from './run.mjs';
import { install } from './setup.mjs';

if (isMain(import.meta.url)) {
  main(async () => {
    await install();
    const entry = join(ROOT, 'test', 'bench', 'run.ts');
    return (await run(NODE, [entry, ...process.argv.slice(2)], { env: projectEnv() })).code;
  });
}
