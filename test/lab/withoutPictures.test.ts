/** A network without a data set: sizes, latency, energy and cuts that look at weights; the rest says what is missing. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadFile } from '../../src/download/fetchFile';
import type { LoadedLab, LoadRequest } from '../../src/protocol/lab';
import { METHODS } from '../../src/pruning/methods';
import type { Plan } from '../../src/pruning/plan';
import { parseRepair } from '../../src/pruning/repairText';
import { REPAIRS } from '../../src/pruning/repairs';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { NO_PICTURES } from '../../src/subject/bundle';
import { refusal } from '../../src/words/refusal';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, requestOf, WASM_FILE } from './labFiles';

const WITH = requestOf('mobilenetv2-0.35-fashion-mnist');
const WITHOUT: LoadRequest = { ...WITH, datasetUrl: null };
const BARE: Plan = { ...defaultPlan('l1-norm'), repair: [] };
const NONE = { from: 0, to: 0 };

const reads: string[] = [];
const read: ReadFile = (request, onBytes) => {
  reads.push(request.url);
  return fetchFromDisk(request, onBytes);
};
const lab = new Desk(read, WASM_FILE, readKernels);
let loaded: LoadedLab;

/** Serves model.json with another content. */
function readRecord(change: (record: Record<string, unknown>) => object): ReadFile {
  return async (request, onBytes) => {
    const file = await fetchFromDisk(request, onBytes);
    if (!file.ok || !request.url.endsWith('model.json')) return file;
    const record = JSON.parse(new TextDecoder().decode(file.value)) as Record<string, unknown>;
    return { ok: true, value: new TextEncoder().encode(JSON.stringify(change(record))) };
  };
}

const deskWith = (fields: object) =>
  new Desk(
    readRecord((record) => ({ ...record, ...fields })),
    WASM_FILE,
    readKernels,
  );

function jobOf(plan = BARE) {
  return { lane: 'test', plan, range: NONE, runtime: 'kernels' } as const;
}

beforeAll(async () => {
  loaded = unwrap(await lab.load(WITHOUT, () => {}));
});

describe('a network without pictures', () => {
  it('loads its own files alone, and says that it has none', () => {
    expect(new Set(reads.map((url) => url.slice(url.lastIndexOf('/') + 1)))).toEqual(
      new Set(['model.json', 'manifest.json', 'weights.bin']),
    );
    expect(loaded.testLabels).toHaveLength(0);
    expect(loaded.subject).toMatchObject({ dataset: NO_PICTURES, trainingImages: 0 });
    expect(loaded.subject.classNames).toHaveLength(10);
  });

  it('has an id of its own, from the same model', async () => {
    const other = new Desk(fetchFromDisk, WASM_FILE, readKernels);
    const { subject } = unwrap(await other.load(WITH, () => {}));
    expect(subject.model).toEqual(loaded.subject.model);
    expect(subject.id).not.toBe(loaded.subject.id);
  });

  it('is cut, and its bytes are counted; nothing is said of accuracy', async () => {
    const point = unwrap(await lab.measurePoint(jobOf(), () => {}));
    expect(point.size!.parameters).toBeGreaterThan(1000);
    expect(point.size!.gzipBytes).toBeGreaterThan(1000);
    expect(point.afterCutting).toEqual({
      ...{
        range: NONE,
        predictions: new Uint16Array(0),
        confidences: new Float32Array(0),
        crossEntropySum: 0,
      },
    });
    expect(point.afterRepair).toBeNull();
  });

  it('is timed on a blank picture, and runs under a meter', async () => {
    const rounds = { lane: 'test', plans: [BARE], warmUpRuns: 1, runs: 3 };
    const { timed } = unwrap(await lab.measureLatency(rounds, () => {}));
    for (const runs of Object.values(timed[0].runsMs))
      for (const ms of runs) expect(ms).toBeGreaterThan(0);
    const load = { lane: 'test', plan: BARE, runtime: 'kernels', durationMs: 20 } as const;
    expect(unwrap(await lab.runBackToBack(load, () => {})).inferences).toBeGreaterThan(0);
    const layers = unwrap(await lab.timeLayers({ lane: 'test' }, () => {}));
    expect(layers.milliseconds.flatMap((ms) => [...ms]).every(Number.isFinite)).toBe(true);
  });

  it.each(METHODS)('plans $id, or says why not', async ({ id, needs }) => {
    const table = await lab.planTable(defaultPlan(id));
    if (needs === 'weights') expect(table).toMatchObject({ ok: true });
    else expect(table).toMatchObject({ ok: false, code: 'no-pictures' });
  });

  it.each(REPAIRS)('refuses $id', async ({ standard, precision }) => {
    const job = jobOf({ ...BARE, repair: [standard], precision });
    expect(await lab.measurePoint(job, () => {})).toEqual(refusal('no-pictures'));
  });

  it('refuses to judge cuts on pictures', async () => {
    const job = { lane: 'test', plan: BARE, shares: [], images: 16, calibrationImages: 0 };
    expect(await lab.probe(job, () => {})).toMatchObject({ ok: false, code: 'no-pictures' });
  });

  it('is what its record says of its input', async () => {
    const input = {
      ...{ size: 32, planes: 3, mean: [0.1, 0.2, 0.3], deviation: [1, 2, 4] },
      framing: 'resize-crop',
    };
    const { subject } = unwrap(await deskWith({ input }).load(WITHOUT, () => {}));
    expect(subject.preprocessing).toMatchObject({ mean: input.mean, deviation: input.deviation });
    const usual = loaded.subject.preprocessing;
    expect(usual).toMatchObject({ mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] });
  });

  it.each([
    ['no object', 3],
    ['another framing', { size: 32, planes: 3, mean: [0], deviation: [1], framing: 'zoom' }],
    ['too few means', { size: 32, planes: 3, mean: [0], deviation: [1], framing: 'stretch' }],
  ])('refuses a record whose input is %s', async (_, input) => {
    const refused = await deskWith({ input }).load(WITHOUT, () => {});
    expect(refused).toMatchObject({ ok: false, code: 'record' });
  });

  it('refuses a record of another input than the network has', async () => {
    const one = { mean: [0], deviation: [1], framing: 'stretch' };
    const refused = await deskWith({ input: { size: 64, planes: 1, ...one } }).load(
      WITHOUT,
      () => {},
    );
    expect(refused).toMatchObject({ ok: false, code: 'other-input' });
  });
});

it('pictures may come later, and go again', async () => {
  expect(unwrap(await lab.load(WITH, () => {})).testLabels).toHaveLength(10_000);
  const repaired = { ...BARE, repair: unwrap(parseRepair('recalibrate=16')) };
  const job = { ...jobOf(repaired), range: { from: 0, to: 16 } };
  expect(unwrap(await lab.measurePoint(job, () => {})).afterRepair!.predictions).toHaveLength(16);
  expect(unwrap(await lab.load(WITHOUT, () => {})).testLabels).toHaveLength(0);
});

it('refuses pictures of another number of classes', async () => {
  const fewer: ReadFile = async (request, onBytes) => {
    const file = await fetchFromDisk(request, onBytes);
    if (!file.ok || !request.url.endsWith('dataset.json')) return file;
    const record = JSON.parse(new TextDecoder().decode(file.value)) as { classNames: string[] };
    const classNames = [...record.classNames, 'Hat'];
    return { ok: true, value: new TextEncoder().encode(JSON.stringify({ ...record, classNames })) };
  };
  const refused = await new Desk(fewer, WASM_FILE, readKernels).load(WITH, () => {});
  const values = { own: 11, network: 10 };
  expect(refused).toMatchObject({ ok: false, code: 'other-class-count', values });
});
