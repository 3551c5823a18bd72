import { defineConfig } from 'vitest/config';

/** The tests in the real window: one after the other, because each one starts the whole application. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    globalSetup: 'test/support/sqliteSetup.ts',
    fileParallelism: false,
    // Where the application does not even start, every test would wait for its end: the first few say enough.
    bail: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    reporters: ['verbose'],
  },
});
