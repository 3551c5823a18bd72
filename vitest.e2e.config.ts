import { defineConfig } from 'vitest/config';

/** The tests in the real window, two applications beside each other: each waits half of its time for its window. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    setupFiles: ['test/e2e/failed.ts'],
    // What comes after a test comes in the order in which it was said: the picture first, then the end.
    sequence: { hooks: 'list' },
    globalSetup: 'test/support/sqliteSetup.ts',
    maxWorkers: 2,
    // Where the application does not even start, every test would wait for its end: the first few say enough.
    bail: 3,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['verbose'],
  },
});
