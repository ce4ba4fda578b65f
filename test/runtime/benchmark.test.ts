/** The benchmark in Node, where there are the lab's own engines and TF.js. */
import { beforeAll, expect, it } from 'vitest';
import { benchSetting, type BenchSubject } from '../../workers/bench/benchmark';
import { randomNetwork } from '../../workers/bench/networks';
import type { Setting } from '../../workers/bench/works';
import { startBackend } from '../../workers/runtime/backend';
import { startLabKernels, type LabKernels } from '../../workers/runtime/labKernels';
import { helperInNode } from '../kernels/startTeam';
import { unwrap } from '../lab/bundled';
import { readKernels, WASM_FILE } from '../lab/labFiles';

const NETWORK = { width: 0.35, inputSize: 32, stemStride: 1, classes: 10 } as const;
const SETTING: Setting = { name: 'small', batch: 1, random: NETWORK, rounds: 2, quickRounds: 1 };
let kernels: LabKernels;

beforeAll(async () => {
  unwrap(await startBackend(WASM_FILE));
  kernels = unwrap(await startLabKernels(readKernels, helperInNode));
});

it('times sparse int8 against dense int8, dense float32 and TF.js, and dense networks on two threads', async () => {
  const subject = {
    bundled: randomNetwork(NETWORK),
    kernels,
    threads: 2,
    rivals: [],
    quick: true,
    wanted: (work: string) => /^(dense|int8|int8-(sparse|blocks)90) /.test(work),
    onProgress: () => {},
  } as const satisfies Omit<BenchSubject, 'images'>;
  const { ratios } = await benchSetting(subject as unknown as BenchSubject, SETTING);
  expect(ratios.map(({ work, against, threads }) => `${work}: ${against}, ${threads}`)).toEqual([
    'dense small: tfjs-wasm, 1',
    'dense small: own 1 thread, 2',
    ...['tfjs-wasm, 1', 'own dense, 1', 'own dense, 2', 'own 1 thread, 2'].map(
      (rival) => `int8 small: ${rival}`,
    ),
    ...['sparse90', 'blocks90'].flatMap((zeros) =>
      ['tfjs-wasm', 'own dense', 'own int8'].map((rival) => `int8-${zeros} small: ${rival}, 1`),
    ),
  ]);
  for (const { ratio } of ratios) expect(ratio).toBeGreaterThan(0);
});
