/** A network leaves in one file and comes back with every bit, by the page's own loader and into its measurements. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/pruning/plan';
import { parseRepair } from '../../src/pruning/repairText';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { AccuracyTick } from '../../src/protocol/lab';
import type { Bundle } from '../../src/subject/bundle';
import { Desk } from '../../workers/lab/desk';
import { readNetworkFile, writeNetworkFile } from '../../workers/lab/networkFile';
import { Resources } from '../../workers/files/resources';
import { flatWeights, sameBytes } from '../pruning/networks';
import { studyOf } from '../study/sampleStudy';
import { bundled, unwrap } from './bundled';
import { fetchFromDisk, readKernels, REQUEST, WASM_FILE } from './labFiles';
import { note, refusal } from '../../src/words/refusal';

const TRAINED: Plan = {
  ...{ ...defaultPlan('l1-norm'), level: 0.75, seed: 7 },
  repair: unwrap(parseRepair('recalibrate=200+finetune=60s')),
};
const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
let files: Awaited<ReturnType<typeof bundled>>;
let model: Bundle;
let classNames: readonly string[] | null;

beforeAll(async () => {
  files = await bundled();
  ({ model, classNames } = unwrap(await lab.load(REQUEST, () => {})).subject);
});

async function fileOf(plan: Plan, study = studyOf(plan, model)) {
  const cut = unwrap(await files.cutter.cut(plan));
  return { cut, file: writeNetworkFile({ ...cut, study }, { classNames, preprocessing: '' }) };
}

describe('a network in a file', () => {
  it.each(['magnitude-global', 'l1-norm'] as const)(
    '%s comes back with every bit and its record',
    async (method) => {
      const plan = { ...TRAINED, ...defaultPlan(method), level: 0.5 };
      const { cut, file } = await fileOf(plan);
      const read = unwrap(await readNetworkFile(file, model));
      expect(read.network.layers).toEqual(cut.network.layers);
      expect(sameBytes(flatWeights(read.weights), flatWeights(cut.weights))).toBe(true);
      expect(read.study).toEqual(studyOf(plan, model));
    },
  );

  it('is a checkpoint that the page’s loader reads', async () => {
    const { cut, file } = await fileOf(TRAINED);
    const folder = mkdtempSync(join(tmpdir(), 'pruning-lab-'));
    writeFileSync(join(folder, 'manifest.json'), Buffer.from(await file.arrayBuffer()));
    writeFileSync(join(folder, 'model.json'), JSON.stringify({ name: 'mine', files: [] }));
    const request = { ...REQUEST, modelUrl: `${pathToFileURL(folder).href}/` };
    const read = unwrap(await new Resources(fetchFromDisk, request).checkpoint(() => {}));
    expect(read.classNames).toEqual(classNames);
    expect(read.network.sets).toEqual(cut.network.sets);
    const again = new Desk(fetchFromDisk, WASM_FILE, readKernels);
    const { network } = unwrap(await again.load(request, () => {})).subject;
    const sizes = cut.network.sets.map(({ size }) => size);
    expect(network.config?.channels).toEqual(sizes);
    // What is left is cut as any other network is.
    const plan = { ...defaultPlan('l1-norm'), level: 0.5 };
    const table = unwrap(await again.planTable(plan));
    expect([...table.channels.subarray(0, sizes.length)]).toEqual(sizes);
    const first = { lane: 'size', range: { from: 0, to: 16 }, runtime: 'tfjs' } as const;
    const macs = async (level: number) =>
      unwrap(await again.measurePoint({ ...first, plan: { ...plan, level, repair: [] } }, () => {}))
        .size!.macs;
    expect(await macs(0.5)).toBeLessThan(await macs(0));
    expect(sameBytes(flatWeights(read.weights), flatWeights(cut.weights))).toBe(true);
  });

  it('is refused where it is damaged, of another model, or no network', async () => {
    const { file } = await fileOf(TRAINED);
    const text = await file.text();
    const read = (changed: string) => readNetworkFile(new Blob([changed]), model);
    const damaged = (cause: object) => ({ ok: false, code: 'manifest', values: { cause } });
    expect(await read(text.slice(0, -9))).toMatchObject(damaged(note('no-json')));
    const named = new File([text.slice(0, -9)], 'mine.network.json');
    expect(await readNetworkFile(named, model)).toMatchObject({
      values: { name: 'mine.network.json' },
    });
    const code = 'inline-weights-size';
    expect(await read(text.replace(/(base64,)[^"]{8}/, '$1'))).toMatchObject({ code });
    const empty = await read(text.replace(/(base64,)/, '$1?'));
    expect(empty).toMatchObject({ code, values: { bytes: 0 } });
    const elsewhere = await read(text.replace(/"data:[^"]*"/, '"weights.bin"'));
    expect(elsewhere).toMatchObject({ code: 'file-without-weights' });
    expect(await read('{"study":{}}')).toMatchObject(damaged({ code: 'model-family' }));
    const wide = await read(text.replace(/"channels": \[\s*\d+/, '"channels": [9999'));
    const values = { set: 'stem', count: 9999 };
    expect(wide).toMatchObject(damaged({ code: 'channel-count-range', values }));
    const other = await fileOf(TRAINED, studyOf(TRAINED, { id: null, name: 'VGG', checksums: {} }));
    expect(await lab.readNetwork(other.file)).toMatchObject({
      code: 'file-of-model',
      values: { made: 'VGG', shown: model.name },
    });
    const { points } = studyOf(TRAINED, model);
    const two = await fileOf(TRAINED, { points: [...points, ...points] });
    expect(await lab.readNetwork(two.file)).toEqual(refusal('file-of-points', { points: 2 }));
    const wrong = await fileOf(TRAINED, studyOf({ ...TRAINED, level: 0.25 }, model));
    const cause = { code: 'other-channels' };
    const refused = { ok: false, code: 'network-file', values: { cause } };
    expect(await lab.readNetwork(wrong.file)).toMatchObject(refused);
  });
});

describe('the lab', () => {
  it('does not train a network once more to save it', async () => {
    const gone = await lab.networkFile(TRAINED, studyOf(TRAINED, model));
    expect(gone).toMatchObject({ ok: false, code: 'network-gone' });
  });

  it('lets a kept network answer without training, and saves it again', async () => {
    const { cut, file } = await fileOf(TRAINED);
    const ticks: AccuracyTick[] = [];
    const job = {
      lane: 'kept',
      plan: TRAINED,
      range: { from: 0, to: 64 },
      runtime: 'tfjs',
    } as const;
    const measured = unwrap(
      await lab.measurePoint({ ...job, kept: file }, (tick) => ticks.push(tick)),
    );
    // The file holds the network as it was cut.
    expect(measured.afterRepair).toEqual(measured.afterCutting);
    expect(ticks.some(({ training }) => training)).toBe(false);
    await lab.forget(TRAINED);
    const load = { lane: 'load', plan: TRAINED, runtime: 'tfjs', durationMs: 1 } as const;
    unwrap(await lab.runBackToBack({ ...load, kept: file }, () => {}));
    const date = expect.stringMatching(/^20\d\d-/) as string;
    expect(measured.notes).toContainEqual(note('kept-network-answered', { date }));
    const again = unwrap(await lab.networkFile(TRAINED, studyOf(TRAINED, model)));
    const read = unwrap(await readNetworkFile(again, model));
    expect(sameBytes(flatWeights(read.weights), flatWeights(cut.weights))).toBe(true);
  });
});
