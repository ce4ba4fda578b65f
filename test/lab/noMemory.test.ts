/** Too little memory or address space is told from a file that is missing. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BumpHeap } from '../../workers/kernels/memory/heap';
import { isOutOfMemory } from '../../workers/kernels/memory/noMemory';
import { INFERENCE, instantiate } from '../../workers/kernels/modules';
import { Desk } from '../../workers/lab/desk';
import { startBackend } from '../../workers/runtime/backend';
import { refusal } from '../../src/words/refusal';
import { REQUEST } from './labFiles';

const MISSING = '/nowhere/tfjs-backend-wasm-simd.wasm';

afterEach(() => vi.restoreAllMocks());

/** TF.js warns of every backend that does not start. */
function quiet(): void {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
}

describe('what engines say where no heap has room', () => {
  it.each([
    new RangeError('WebAssembly.Memory(): could not allocate memory'),
    new RangeError(
      'WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance',
    ),
    new RangeError('Array buffer allocation failed'),
    new WebAssembly.RuntimeError('Aborted(OOM): failed to grow the heap'),
    'unable to allocate memory',
  ])('%s', (cause) => expect(isOutOfMemory(cause)).toBe(true));

  it.each([
    new RangeError('Invalid typed array length: -1'),
    new TypeError('Failed to fetch'),
    new WebAssembly.CompileError('expected magic word 00 61 73 6d'),
  ])('is not %s', (cause) => expect(isOutOfMemory(cause)).toBe(false));
});

describe('a backend that does not start', () => {
  it('names memory and the remedy where there is no room for its heap', async () => {
    quiet();
    const refused = await startBackend(MISSING, () => {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory');
    });
    const reason = 'WebAssembly.Memory(): could not allocate memory';
    expect(refused).toEqual(refusal('no-memory', { reason }));
  });

  it('names the file where there is room', async () => {
    quiet();
    const refused = await startBackend(MISSING);
    expect(refused).toMatchObject({ ok: false, code: 'no-backend', values: { file: MISSING } });
  });
});

it('an engine that cannot start is told though no file has come yet', async () => {
  const never = () => new Promise<never>(() => {});
  const why = refusal('no-simd');
  const desk = new Desk(never, async () => why, never);
  expect(await desk.load(REQUEST, () => {})).toEqual(why);
});

/** Its header alone. */
const EMPTY_MODULE = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

describe('kernels without memory', () => {
  it('are refused with the remedy for it', async () => {
    const forged = new RangeError('WebAssembly.instantiate(): Out of memory');
    vi.spyOn(WebAssembly, 'instantiate').mockRejectedValue(forged);
    const refused = await instantiate(INFERENCE, EMPTY_MODULE, new BumpHeap());
    const values = { module: 'inference', reason: forged.message, outOfMemory: true } as const;
    expect(refused).toEqual(refusal('kernels-unavailable', values));
  });
});
