import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Tests of commands and repositories know no database: they run once on each. */
const ON_BOTH = ['test/integration/**/*.test.ts', 'test/faults/*.test.ts'];
/** What belongs to one database, or to none. */
const LEDGER_FILES = 'test/integration/ledger/**/*.test.ts';
const ON_SERVER = 'test/{postgres,faults/server}/**/*.test.ts';

/** Only for what never ends: computers differ in speed, and no test is about time. */
const timeouts = { testTimeout: 300_000, hookTimeout: 300_000 };

export default defineConfig({
  test: {
    // One more than there are cores: a test on a server waits for it more than half of its time. The runner itself has little to do.
    maxWorkers: availableParallelism() + 1,
    // Loading the core anew for each file took a third of the time. Tests of a worker share its modules and its process, so
    // none may count on being the first.
    isolate: false,
    globalSetup: 'test/support/temporaryFolder.ts',
    projects: [
      {
        test: {
          name: 'sqlite',
          include: [
            'test/{domain,files,migrations,golden,simulation,tidy,faults/file}/**/*.test.ts',
            ...ON_BOTH,
          ],
          globalSetup: 'test/support/sqliteSetup.ts',
          ...timeouts,
        },
      },
      {
        test: {
          name: 'postgres',
          include: [...ON_BOTH, ON_SERVER],
          exclude: [LEDGER_FILES],
          globalSetup: 'test/support/postgresSetup.ts',
          ...timeouts,
        },
      },
    ],
  },
});
