/** A checkpoint that lists its layers goes through the whole lab. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, expect, it } from 'vitest';
import { manifestOf, weightsFile } from '../../src/formats/checkpoint/manifest';
import { networkCosts } from '../../src/model/costs';
import { networkOf, withChannels } from '../../src/model/networkOf';
import type { Plan } from '../../src/pruning/plan';
import { parseRepair } from '../../src/pruning/repairText';
import { defaultPlan } from '../../src/pruning/validatePlan';
import type { LoadedLab } from '../../src/protocol/lab';
import { Desk } from '../../workers/lab/desk';
import { cifarMobilenetV2 } from '../model/family';
import { randomWeights } from '../pruning/networks';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, REQUEST, WASM_FILE } from './labFiles';

const network = networkOf(cifarMobilenetV2(32));
let lab: Desk;
let loaded: LoadedLab;

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pruning-lab-'));
  const weights = randomWeights(network, 3);
  const classNames = Array.from({ length: 10 }, (_, i) => `class ${i}`);
  const asked = { storage: 'float32', path: 'weights.bin', preprocessing: 'x / 255' } as const;
  const manifest = manifestOf({ network, weights, classNames, ...asked });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'weights.bin'), weightsFile(network, weights, 'float32'));
  writeFileSync(join(folder, 'model.json'), JSON.stringify({ name: 'mine', files: [] }));
  const request = { ...REQUEST, modelUrl: `${pathToFileURL(folder).href}/` };
  lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
  loaded = unwrap(await lab.load(request, () => {}));
});

it('comes as it is described', () => {
  expect(loaded.subject.network).toEqual(network);
});

it.each([
  ['l1-norm', 'block_1/expand'],
  ['magnitude-global', 'block_1/project'],
] as const)(
  'takes ratios by hand for what it has, and for nothing else: %s',
  async (method, name) => {
    const plan = { ...defaultPlan(method), repair: [] };
    const job = { lane: 'test', range: { from: 0, to: 1 }, runtime: 'tfjs' } as const;
    const measured = (ratios: Plan['ratios']) =>
      lab.measurePoint({ ...job, plan: { ...plan, ratios } }, () => {});
    const [whole, cut] = [
      unwrap(await measured({ [name]: 0 })),
      unwrap(await measured({ [name]: 0.8 })),
    ];
    expect(whole.size!.nonZeros).toBeGreaterThan(cut.size!.nonZeros);
    for (const refused of [
      await measured({ 'inner 3': 0 }),
      await lab.planTable({ ...plan, ratios: { 'inner 3': 0 } }),
    ])
      expect(refused).toMatchObject({ ok: false, code: expect.stringMatching(/-unknown$/) });
  },
);

it.each(['l1-norm', 'magnitude-global', 'apoz'] as const)(
  'is cut, repaired without training, and answers: %s',
  async (method) => {
    const repair = unwrap(parseRepair('recalibrate=32+least-squares=32+refit=32'));
    const plan = { ...defaultPlan(method), repair };
    const range = { from: 0, to: 16 };
    const job = { lane: 'test', plan, range, runtime: 'tfjs' } as const;
    const part = unwrap(await lab.measurePoint(job, () => {}));
    expect(part.afterCutting.predictions).toHaveLength(16);
    expect(part.afterRepair?.predictions).toHaveLength(16);
    // The table's row at level 0.5 promises what is there.
    const table = unwrap(await lab.planTable(plan));
    const row = table.stops / 2;
    const [sets, layers] = [network.sets.length, network.layers.length];
    const counts = [...table.channels.subarray(row * sets, (row + 1) * sets)];
    const nonZeros = [...table.nonZeros.subarray(row * layers, (row + 1) * layers)];
    const promised = networkCosts(withChannels(network, counts), nonZeros);
    expect(part.size).toMatchObject({ macs: promised.macs, parameters: promised.parameters });
  },
);
