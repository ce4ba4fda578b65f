/** A plan's network leaves the lab in every format and is, opened again, the one that answers here. */
import { beforeAll, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../src/export/exportFormats';
import type { Network, Weights } from '../../src/model/network';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { openModel } from '../../src/recognition/openModel';
import { writeNetwork } from '../../workers/export/writeNetwork';
import { Desk } from '../../workers/lab/desk';
import { readNetworkFile } from '../../workers/lab/networkFile';
import { Executor } from '../../workers/runtime/executor';
import { preprocess } from '../../src/subject/preprocess';
import { studyOf } from '../study/sampleStudy';
import { bundled, unwrap } from './bundled';
import { fetchFromDisk, readKernels, SMALL_REQUEST, WASM_FILE } from './labFiles';

const PLAN = { ...defaultPlan('l1-norm'), level: 0.5 };
const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
let files: Awaited<ReturnType<typeof bundled>>;
let file: Blob;
let expected: Float32Array;
let classNames: readonly string[] | null;

const ROWS = EXPORT_FORMATS.flatMap((row) =>
  row.storages.map((storage) => [row.id, storage] as const),
);

function scoresOf({ network, weights }: { network: Network; weights: Weights }): Float32Array {
  const executor = new Executor(network, weights);
  const scores = executor.run(preprocess(files.test, 0, 4));
  executor.dispose();
  return scores;
}

beforeAll(async () => {
  files = await bundled();
  const { subject } = unwrap(await lab.load(SMALL_REQUEST, () => {}));
  ({ classNames } = subject);
  file = unwrap(await lab.networkFile(PLAN, studyOf(PLAN, subject.model)));
  expected = scoresOf(unwrap(await readNetworkFile(file, subject.model)));
}, 120_000);

it.each(ROWS)('%s in %s', async (format, storage) => {
  const { mean, deviation } = files.test.preprocessing;
  const framing = 'stretch';
  const request = { file, name: 'my network', mean, deviation, framing, format, storage } as const;
  const written = unwrap(await writeNetwork(request));
  const bytes = new Uint8Array(await written.arrayBuffer());
  const opened = unwrap(openModel([{ name: 'mine', bytes }]));
  expect(opened.classNames).toEqual(classNames);
  expect(opened.inputEvidence.range).toBe('file');
  for (const [plane, own] of mean.entries()) {
    expect(opened.input.mean[plane]).toBeCloseTo(own, 5);
    expect(opened.input.deviation[plane]).toBeCloseTo(deviation[plane], 5);
  }
  const off = scoresOf(opened).map((score, i) => Math.abs(score - expected[i]));
  expect(Math.max(...off)).toBeLessThan(storage === 'float32' ? 1e-4 : 0.1);
});
