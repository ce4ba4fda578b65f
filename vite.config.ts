import { svelte } from '@sveltejs/vite-plugin-svelte';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { SERVED_WITH } from './cli/headers.ts';
import { preloadPage } from './cli/preloadPage.ts';
import { ISOLATION } from './src/base/isolation.ts';

/**
 * What the page begins with, in two files, each with all that it imports: a file for every set of parts that share a
 * module would be eighty. What words are made with is apart, for the page waits for its words and they cannot wait for it.
 * Svelte's constants too, one of which is an Error: where developer tools look on, as an audit does, the browser reads all
 * of a file once more to say where in it an Error was made, 20 ms of the page's on a laptop.
 */
const BEGINNINGS = ['src/main', 'src/words/(spoken|numbers|wholeSentence)', 'client/constants'];
const FIRST = [
  { name: 'start', test: new RegExp(`(${BEGINNINGS.join('|')})\\.[jt]s$`), priority: 1 },
  { name: 'page', test: /src\/page\.ts$/ },
];

/** They count what TensorFlow.js holds, or want it unstarted: each file has a module of it for itself. */
const NETWORK_TESTS = ['kernels', 'lab', 'runtime'].map((room) => `test/${room}/**/*.test.ts`);

/** Only what is built can be installed: tests and the development server do without. */
async function forBuilding(command: 'build' | 'serve'): Promise<Plugin[]> {
  return command === 'build' ? (await import('./cli/installable.ts')).installable() : [];
}

export default defineConfig(({ command }) => ({
  // Relative, so that the built page works in any folder of any server.
  base: './',
  plugins: [svelte({ configFile: false }), preloadPage(), forBuilding(command)],
  server: { host: '127.0.0.1', headers: ISOLATION },
  preview: { host: '127.0.0.1', headers: SERVED_WITH },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { codeSplitting: { groups: FIRST } } },
  },
  worker: { format: 'es' },
  test: {
    // Tests in the browser wait as much as they compute: one more than two cores.
    maxWorkers: 3,
    setupFiles: ['test/equalArrays.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/browser/**', ...NETWORK_TESTS],
          // Modules are read once, not once for each file, which halves the time: no test here leaves anything behind.
          pool: 'threads',
          isolate: false,
        },
      },
      { extends: true, test: { name: 'network', include: NETWORK_TESTS, pool: 'threads' } },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/globalSetup.ts',
          // Files share modules and a browser: see useBrowser.
          isolate: false,
          // A busy machine takes longer than the second that is given otherwise.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
}));
