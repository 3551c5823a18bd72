import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{domain,files,integration,migrations,golden,simulation,tidy}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
