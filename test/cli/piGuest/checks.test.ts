import { expect, it } from 'vitest';
import { checks, type Seen } from '../../../cli/piGuest/checks';
import { UNKNOWN_DEVICE, UNKNOWN_ENVIRONMENT } from '../../../src/study/environment';

const TIMED = { median: 1, p25: 1, p75: 1, p95: 1, runs: 10, threads: 2 };
const TRAINED = {
  step: 'finetune=2steps',
  accuracy: { correct: 1, total: 2 },
  seconds: 1,
  workers: 2,
};

const SEEN: Seen = {
  environment: {
    ...UNKNOWN_ENVIRONMENT,
    device: { ...UNKNOWN_DEVICE, architecture: 'arm', bitness: 64 },
    engine: { tfjsVersion: '4', backend: 'wasm', simd: true, threads: 1, kernels: 'relaxed' },
    crossOriginIsolated: true,
  },
  points: [
    { latencyMs: { kernels: TIMED } },
    { latencyMs: { kernels: TIMED }, repairSteps: [TRAINED] },
  ],
  errors: [],
  mostMegabytes: 160,
  server: 'SimpleHTTP/0.6 Python/3.13.5',
  board: { model: 'linux,dummy-virt' },
  told: ['the service is in order', 'the kiosk shows http://127.0.0.1:1/?lang=de'],
  origin: 'http://127.0.0.1:1',
};

const failing = (changed: Partial<Seen>) =>
  checks({ ...SEEN, ...changed })
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

it('finds nothing wrong with a Pi on which all is well', () => {
  expect(failing({})).toEqual([]);
});

const { environment } = SEEN;
const engine = environment.engine!;

it.each<[string, Partial<Seen>, RegExp]>([
  ['an error of a page', { errors: ['x is not a function'] }, /^page errors/],
  ['another processor', { environment: { ...environment, device: UNKNOWN_DEVICE } }, /^processor/],
  [
    'the plain build',
    { environment: { ...environment, engine: { ...engine, kernels: 'simd' } } },
    /^kernels/,
  ],
  ['no isolation', { environment: { ...environment, crossOriginIsolated: false } }, /^isolated/],
  [
    'a timed run of one thread',
    { points: [{ latencyMs: {}, repairSteps: [TRAINED] }] },
    /^threads/,
  ],
  ['no training', { points: SEEN.points.slice(0, 1) }, /^workers/],
  ['another server', { server: null }, /^served by/],
  ['a server that knows no board', { board: { model: null } }, /^board/],
  ['a service that nobody looked through', { told: SEEN.told.slice(1) }, /^the service/],
  ['a kiosk of another address', { origin: 'http://127.0.0.1:2' }, /^the kiosk/],
  ['too much memory', { mostMegabytes: 400 }, /^memory/],
  ['memory that nobody looked at', { mostMegabytes: 0 }, /^memory/],
])('fails for %s, and for nothing else', (_, changed, what) => {
  expect(failing(changed)).toEqual([expect.stringMatching(what)]);
});
