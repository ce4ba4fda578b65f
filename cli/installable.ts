/** What makes the built page an application: its manifest, and the list of files that its service worker keeps. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** Most are for readers of the repository; the page never asks for them. */
const NOT_KEPT = [
  // The plugin adds it by itself.
  'manifest.webmanifest',
  // A server that knows the board answers itself, anew each time.
  'board.json',
  'film.webp',
  'screenshot.png',
  '**/LICENSE',
  '**/README.md',
  '**/SHA256SUMS',
  '**/training.json',
];

/** The largest file, packed training images, has 26 MB. */
const MOST_BYTES = 64 * 2 ** 20;

const MANIFEST = {
  name: 'Pruning Lab',
  short_name: 'Pruning Lab',
  description:
    'Prune a real MobileNetV2 in the browser and watch size, accuracy and latency trade off.',
  lang: 'en',
  start_url: './',
  scope: './',
  display: 'standalone' as const,
  background_color: '#121315',
  theme_color: '#121315',
  icons: [
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icons/icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icons/icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

/** Writes offline.worker.js and manifest.webmanifest beside the page. */
export function installable(): Plugin[] {
  let built = '';
  const whereItIsBuilt: Plugin = {
    name: 'where-it-is-built',
    configResolved: ({ root, build }) => void (built = join(root, build.outDir)),
  };
  const app = VitePWA({
    strategies: 'injectManifest',
    srcDir: 'workers',
    filename: 'offline.worker.ts',
    // The page does so itself, once it has nothing else to do.
    injectRegister: false,
    manifest: MANIFEST,
    includeManifestIcons: false,
    integration: { configureCustomSWViteBuild: (own) => void (own.logLevel = 'warn') },
    injectManifest: {
      rollupFormat: 'iife',
      globPatterns: ['**/*'],
      globIgnores: NOT_KEPT,
      maximumFileSizeToCacheInBytes: MOST_BYTES,
      // Whatever stands in them is in their names.
      dontCacheBustURLsMatching: /^assets\//,
      manifestTransforms: [
        (entries) => ({
          manifest: entries.map((entry) => ({
            ...entry,
            integrity: integrityOf(join(built, entry.url)),
          })),
        }),
      ],
    },
  });
  return [whereItIsBuilt, ...app];
}

/** A browser refuses what a server sends otherwise. */
function integrityOf(path: string): string {
  return `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`;
}
