/** A data set none of whose pictures has a label: statistics and repairs look at them, and nothing is said of accuracy. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadFile } from '../../src/download/fetchFile';
import type { LoadedLab } from '../../src/protocol/lab';
import { METHODS } from '../../src/pruning/methods';
import type { RepairStep } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, requestOf, WASM_FILE } from './labFiles';

const NONE = { from: 0, to: 0 };

/** The bundled pictures, as if nobody knew their classes. */
const read: ReadFile = async (request, onBytes) => {
  const file = await fetchFromDisk(request, onBytes);
  if (!file.ok || !request.url.endsWith('dataset.json')) return file;
  const record = JSON.parse(new TextDecoder().decode(file.value)) as { train: object };
  const train = { ...record.train, labelled: 0 };
  const unlabelled = JSON.stringify({ ...record, train, test: undefined });
  return { ok: true, value: new TextEncoder().encode(unlabelled) };
};
const lab = new Desk(read, WASM_FILE, readKernels);
let loaded: LoadedLab;

function measured(repair: RepairStep) {
  const plan = { ...defaultPlan('l1-norm'), repair: [repair] };
  return lab.measurePoint({ lane: 'test', plan, range: NONE, runtime: 'kernels' }, () => {});
}

beforeAll(async () => {
  loaded = unwrap(await lab.load(requestOf('mobilenetv2-0.35-fashion-mnist'), () => {}));
});

describe('pictures that calibrate alone', () => {
  it('are loaded, of which none tests', () => {
    expect(loaded.testLabels).toHaveLength(0);
    expect(loaded.subject.trainingImages).toBe(60_000);
    expect(loaded.subject.dataset.id).toBe('fashion-mnist');
  });

  it.each(METHODS.map(({ id, needs }) => [id, needs]))(
    'plan %s, which needs %s',
    async (id, needs) => {
      const table = await lab.planTable(defaultPlan(id));
      if (needs === 'gradients' || needs === 'movement')
        expect(table).toMatchObject({
          code: 'no-gradients',
          values: { cause: { code: 'no-labelled-images' } },
        });
      else expect(table).toMatchObject({ ok: true });
    },
  );

  it('repair what only looks at them', async () => {
    const point = unwrap(await measured({ kind: 'recalibrate', images: 16 }));
    expect(point.afterRepair).toEqual({
      range: NONE,
      predictions: new Uint16Array(0),
      confidences: new Float32Array(0),
      crossEntropySum: 0,
    });
    expect(
      unwrap(await measured({ kind: 'least-squares', images: 16 })).afterRepair,
    ).not.toBeNull();
  });

  it('refuse what learns their classes', async () => {
    expect(await measured({ kind: 'refit', images: 16 })).toMatchObject({
      code: 'no-labelled-images',
    });
  });
});
