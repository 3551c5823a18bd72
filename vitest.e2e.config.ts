import { defineConfig } from 'vitest/config';

/** The tests in the real window, two applications beside each other: each waits half of its time for its window. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: 'test/support/sqliteSetup.ts',
    maxWorkers: 2,
    // Where the application does not even start, every test would wait for its end: the first few say enough.
    bail: 3,
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['verbose'],
  },
});
