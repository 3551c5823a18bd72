import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** The same short names as "imports" in package.json, which Node itself resolves when sources run directly. */
const alias = { '#shared': path('./shared'), '#core': path('./electron/core') };

/** The substitute for tests embeds Node 20 and Chromium 130 (see scripts/electronFallback.mjs). */
const OLDEST_NODE = 'node20';
const OLDEST_CHROMIUM = 'chrome130';

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      target: OLDEST_NODE,
      sourcemap: true,
      // The list of holidays is data: left outside, its import would lose the attribute without which Node refuses JSON.
      externalizeDeps: { exclude: ['chinese-days'] },
      rolldownOptions: {
        input: {
          index: path('./electron/main/index.ts'),
          // Core is a process of its own and has threads, so they are entries of their own.
          core: path('./electron/core/index.ts'),
          asideWorker: path('./electron/core/aside/asideWorker.ts'),
          spreadsheetWorker: path('./electron/core/files/spreadsheetWorker.ts'),
        },
        // Whoever starts a thread looks for it beside itself, also where entries share what starts it.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      target: OLDEST_NODE,
      rolldownOptions: {
        input: path('./electron/preload/bridge.ts'),
        // A sandboxed preload script cannot be a module.
        output: { format: 'cjs', entryFileNames: 'bridge.cjs' },
      },
    },
  },
  renderer: {
    root: path('./renderer'),
    resolve: { alias },
    plugins: [react()],
    build: {
      target: OLDEST_CHROMIUM,
      outDir: path('./out/renderer'),
      // One office program on a local disk: splitting it further would only make it start later.
      chunkSizeWarningLimit: 4000,
      rolldownOptions: { input: path('./renderer/index.html') },
    },
  },
});
