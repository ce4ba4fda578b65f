import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { ISOLATION } from './cli/headers.ts';

/**
 * Own origin only, but for files that a person fetches from an address; WebAssembly may be compiled, inline scripts may
 * not run. Workers may start from memory.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "connect-src 'self' https: http://127.0.0.1:* http://localhost:*",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src 'self' data: blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  // No frame-ancestors: a teacher's page may show parts of the lab, where nobody is logged in.
].join('; ');

/**
 * What the page begins with, in two files, each with all that it imports: a file for every set of parts that share a
 * module would be eighty. What words are made with is apart, for the page waits for its words and they cannot wait for it.
 */
const FIRST = [
  { name: 'start', test: /src\/(main|words\/(spoken|numbers|wholeSentence))\.ts$/, priority: 1 },
  { name: 'page', test: /src\/page\.ts$/ },
];

/** They count what TensorFlow.js holds, or want it unstarted: each file has a module of it for itself. */
const NETWORK_TESTS = ['kernels', 'lab', 'runtime'].map((room) => `test/${room}/**/*.test.ts`);

export default defineConfig({
  // Relative, so that the built page works in any folder of any server.
  base: './',
  plugins: [svelte({ configFile: false })],
  server: { host: '127.0.0.1', headers: ISOLATION },
  preview: {
    host: '127.0.0.1',
    headers: {
      ...ISOLATION,
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  },
  build: {
    target: 'es2023',
    chunkSizeWarningLimit: 2000,
    rolldownOptions: { output: { codeSplitting: { groups: FIRST } } },
  },
  worker: { format: 'es' },
  test: {
    // Tests in the browser wait as much as they compute: one more than two cores.
    maxWorkers: 3,
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
          // A busy machine takes longer than the second that is given otherwise.
          expect: { poll: { timeout: 60_000 } },
        },
      },
    ],
  },
});
