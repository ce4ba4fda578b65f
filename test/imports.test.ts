/** Imports run one way (README, "Map of the code"): this test reads them and fails on any other direction. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** What most rooms of the lab's workers read. */
const LAB_WORKER = [
  'src/base',
  'src/words/refusal',
  'src/model',
  'src/quantisation',
  'src/pruning',
  'src/formats',
  'src/subject',
  'src/study',
  'src/protocol',
];

/**
 * What each room may import from, besides itself. Longest prefix wins. Rooms that refuse, but show nothing, import
 * `src/words/refusal` alone, and those whose rows are shown `src/words/rows`: no sentence comes along to a worker.
 */
const ROOMS: Record<string, readonly string[]> = {
  'src/base': [],
  'src/model': ['src/base', 'src/words/refusal'],
  'src/quantisation': ['src/base', 'src/words/refusal', 'src/model'],
  // Plans and points have names and comparisons, which are words.
  'src/pruning': ['src/base', 'src/words', 'src/model', 'src/quantisation'],
  'src/download': ['src/base', 'src/words/refusal'],
  'src/formats': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/quantisation',
    'src/pruning',
    'src/download',
  ],
  'src/subject': [
    'src/base',
    'src/words/refusal',
    'src/words/rows',
    'src/model',
    'src/quantisation',
    'src/download',
    'src/formats',
  ],
  'src/recognition': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/quantisation',
    'src/download',
    'src/formats',
    'src/subject',
  ],
  'src/export': ['src/base', 'src/words', 'src/model', 'src/pruning', 'src/formats', 'src/subject'],
  'src/meter': ['src/base', 'src/words/refusal', 'src/words/rows', 'src/pruning'],
  'src/pictures': ['src/base', 'src/words/refusal', 'src/download', 'src/formats', 'src/subject'],
  'src/training': ['src/base', 'src/words/refusal', 'src/pruning', 'src/formats', 'src/subject'],
  'src/study': ['src/base', 'src/words', 'src/model', 'src/pruning', 'src/subject', 'src/meter'],
  'src/advice': ['src/base', 'src/words', 'src/model', 'src/pruning', 'src/meter', 'src/study'],
  'src/words': ['src/base'],
  'src/words/refusal': ['src/base'],
  'src/words/rows': [],
  'src/protocol': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/pruning',
    'src/download',
    'src/subject',
    'src/recognition',
    'src/export',
    'src/pictures',
    'src/meter',
    'src/study',
  ],
  'src/storage': [
    'src/base',
    'src/words/refusal',
    'src/pruning',
    'src/subject',
    'src/meter',
    'src/study',
    'src/protocol',
  ],
  'src/bridge': [
    'src/base',
    'src/words/refusal',
    'src/words/refusal',
    'src/model',
    'src/pruning',
    'src/download',
    'src/subject',
    'src/pictures',
    'src/meter',
    'src/study',
    'src/protocol',
    'workers',
  ],
  'src/state': [
    'src/base',
    'src/model',
    'src/pruning',
    'src/subject',
    'src/recognition',
    'src/export',
    'src/pictures',
    'src/words',
    'src/meter',
    'src/study',
    'src/protocol',
    'src/bridge',
    'src/storage',
  ],
  'src/charts': ['src/base', 'src/model', 'src/words', 'src/pruning', 'src/meter', 'src/study'],
  'src/report': ['src/base', 'src/words', 'src/pruning', 'src/subject', 'src/study', 'src/charts'],
  'src/controls': ['src/words', 'src/base'],
  'src/panels': [
    'src/base',
    'src/model',
    'src/pruning',
    'src/subject',
    'src/recognition',
    'src/export',
    'src/pictures',
    'src/words',
    'src/meter',
    'src/study',
    'src/advice',
    'src/protocol',
    'src/state',
    'src/charts',
    'src/report',
    'src/controls',
  ],
  'src/App.svelte': ['src/words', 'src/state', 'src/panels', 'src/controls', 'src/charts'],
  'src/main.ts': ['src/base', 'src/words', 'src/page.ts'],
  'src/page.ts': [
    'src/base',
    'src/words',
    'src/download',
    'src/subject',
    'src/study',
    'src/App.svelte',
    'src/charts',
    'src/storage',
    'src/state',
    'src/bridge',
  ],
  'workers/kernels': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/quantisation',
    'src/pruning',
    'workers/kernels',
  ],
  'workers/kernels/memory': ['src/base', 'src/words/refusal', 'src/model'],
  'workers/kernels/reference': ['src/model', 'src/quantisation', 'workers/kernels/memory'],
  'workers/kernels/threads': ['src/base', 'src/words/refusal', 'workers/kernels/memory'],
  'workers/kernels/inference': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/pruning',
    'workers/kernels/memory',
    'workers/kernels/threads',
  ],
  'workers/kernels/training': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/quantisation',
    'src/pruning',
    'workers/kernels/memory',
    'workers/kernels/inference',
  ],
  'workers/kernels/int8': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/quantisation',
    'workers/kernels/memory',
    'workers/kernels/threads',
    'workers/kernels/inference',
  ],
  'workers/kernels/checks': [
    'src/base',
    'src/words/refusal',
    'src/model',
    'src/quantisation',
    'src/pruning',
    'workers/kernels/memory',
    'workers/kernels/reference',
    'workers/kernels/inference',
    'workers/kernels/training',
    'workers/kernels/int8',
  ],
  'workers/meter': ['src/base', 'src/words/refusal', 'src/meter', 'src/protocol', 'src/pruning'],
  'workers/opening': [
    'src/base',
    'src/words/refusal',
    'src/subject',
    'src/recognition',
    'src/protocol',
  ],
  'workers/pictures': [
    'src/base',
    'src/words/refusal',
    'src/download',
    'src/formats',
    'src/subject',
    'src/pictures',
    'src/protocol',
  ],
  'workers/jobs': ['src/base', 'src/words/refusal'],
  'workers/files': [
    'src/base',
    'src/words/refusal',
    'src/download',
    'src/formats',
    'src/subject',
    'src/study',
    'src/protocol',
    'workers/kernels',
  ],
  'workers/runtime': [...LAB_WORKER, 'workers/jobs', 'workers/kernels'],
  'workers/training': [
    ...LAB_WORKER,
    'src/training',
    'workers/jobs',
    'workers/kernels',
    'workers/runtime',
  ],
  'workers/repair': [
    ...LAB_WORKER,
    'src/training',
    'workers/jobs',
    'workers/kernels',
    'workers/runtime',
    'workers/training',
  ],
  'workers/lab': [
    ...LAB_WORKER,
    'src/download',
    'workers/jobs',
    'workers/files',
    'workers/kernels',
    'workers/runtime',
    'workers/training',
    'workers/repair',
  ],
  'workers/bench': [
    ...LAB_WORKER,
    'src/training',
    'workers/jobs',
    'workers/files',
    'workers/kernels',
    'workers/runtime',
    'workers/lab',
  ],
  'workers/export': [
    'src/base',
    'src/words/refusal',
    'src/export',
    'src/pruning',
    'src/formats',
    'src/protocol',
  ],
  // The thin entries, such as workers/lab.worker.ts.
  workers: [
    'src/base',
    'src/words/refusal',
    'src/download',
    'src/formats',
    'src/protocol',
    'workers',
  ],
};

/** Packages that only some rooms may use. */
const PACKAGES: readonly [pattern: RegExp, rooms: readonly string[]][] = [
  [/^@tensorflow\//, ['workers']],
  [/^d3($|-)/, ['src/charts']],
  [/^comlink$/, ['src/bridge', 'workers']],
  [/^idb$/, ['src/storage']],
  [/^workbox-/, ['workers']],
  [
    /^svelte($|\/)/,
    ['src/state', 'src/charts', 'src/controls', 'src/panels', 'src/App.svelte', 'src/page.ts'],
  ],
];

const IMPORT =
  /(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|import\s*\(?\s*['"]([^'"]+)['"]/g;

function sourceFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return entry.name === 'assembly' || entry.name === 'build' ? [] : sourceFiles(path);
    return /\.(ts|svelte)$/.test(path) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
}

/** Files of the lab that come along when it runs: imported types do not. */
function loadedBy(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/import type [^;]*;/g, '');
  const paths = [...text.matchAll(IMPORT)].map((match) => match[1] ?? match[2]);
  return paths
    .filter((path) => path.startsWith('.'))
    .map((path) => `${relative(ROOT, resolve(ROOT, dirname(file), path))}.ts`)
    .filter((path) => existsSync(join(ROOT, path)));
}

function roomOf(path: string): string {
  const rooms = Object.keys(ROOMS).filter((room) => path === room || path.startsWith(`${room}/`));
  return rooms.sort((a, b) => b.length - a.length)[0] ?? `${path} (no room)`;
}

function within(room: string, allowed: readonly string[]): boolean {
  return allowed.some((prefix) => room === prefix || room.startsWith(`${prefix}/`));
}

function violations(file: string): string[] {
  const room = roomOf(file);
  const allowed = [room, ...(ROOMS[room] ?? [])];
  return importsOf(file).flatMap((specifier) => {
    if (specifier.startsWith('.')) {
      const target = relative(ROOT, resolve(ROOT, dirname(file), specifier.replace(/\?.*$/, '')));
      if (target.startsWith('node_modules') || /\.(css|wasm)$/.test(target)) return [];
      return within(roomOf(target), allowed) ? [] : [`${file} imports ${target}`];
    }
    const rule = PACKAGES.find(([pattern]) => pattern.test(specifier));
    return !rule || within(room, rule[1]) ? [] : [`${file} imports ${specifier}`];
  });
}

describe('imports', () => {
  const files = [...sourceFiles('src'), ...sourceFiles('workers')];

  it('reads every source file', () => {
    expect(files).toContain('src/model/mobilenetV2.ts');
    expect(importsOf('src/model/costs.ts')).toEqual(['./network']);
  });

  it('bring no sentence to a worker', () => {
    const entries = files.filter((file) => /^workers\/[^/]+\.worker\.ts$/.test(file));
    expect(entries.length).toBeGreaterThan(3);
    const reached = new Set(entries);
    for (const file of reached) for (const next of loadedBy(file)) reached.add(next);
    expect(reached).toContain('workers/lab/desk.ts');
    expect([...reached].filter((file) => file.startsWith('src/words/english'))).toEqual([]);
  });

  it('run one way, and heavy packages stay in their rooms', () => {
    expect(files.flatMap(violations)).toEqual([]);
  });
});
