/** What the lab writes as TFLite answers in LiteRT as in the lab, and comes back as the network that it was. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/formats/checkpoint/manifest';
import { FlatTable } from '../../src/formats/tflite/flatTable';
import { BUFFER, METADATA, MODEL } from '../../src/formats/tflite/schema';
import { writeTflite } from '../../src/formats/tflite/writeTflite';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer } from '../../src/model/network';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { openModel } from '../../src/recognition/openModel';
import { startBackend } from '../../workers/runtime/backend';
import { bundled, unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { anyDescription, teachableMachine } from '../model/family';
import {
  exported,
  farthest,
  imageFor,
  labScores,
  namesOf,
  probabilities,
  random,
  RELATIVES,
  withoutNames,
  type Model,
} from './exported';
import { liteRtScores } from './liteRt';
import { twoScores } from '../../src/recognition/twoScores';

function fileOf(model: Model, storage: Storage = 'float32'): Uint8Array<ArrayBuffer> {
  return writeTflite(exported(model), storage);
}

async function difference(model: Model, storage?: Storage): Promise<number> {
  const image = imageFor(model.network);
  const answered = await liteRtScores(fileOf(model, storage), image);
  return farthest(answered, probabilities(labScores(model, image)));
}

describe('a TFLite file of the lab', () => {
  let files: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => {
    unwrap(await startBackend(WASM_FILE));
    files = await bundled();
  });

  it.each(RELATIVES)('answers in LiteRT as the lab does: %s', async (_, model) => {
    expect(await difference(model())).toBeLessThan(1e-4);
    expect(await difference(model(), 'float16')).toBeLessThan(2e-2);
  });

  it.each(['l1-norm', 'magnitude-global'] as const)(
    'of the bundled network, cut by %s',
    async (method) => {
      const cut = unwrap(await files.cutter.cut({ ...defaultPlan(method), level: 0.5 }));
      expect(await difference(cut)).toBeLessThan(1e-4);
    },
  );

  it.each(RELATIVES)('comes back as it went, with folded normalisation: %s', (_, model) => {
    const { network, weights } = twoScores(model());
    const file = { name: 'my network.tflite', bytes: fileOf({ network, weights }) };
    const opened = unwrap(openModel([file]));
    expect(opened.network.layers.map(shapeOf)).toEqual(network.layers.map(shapeOf));
    const folded = network.layers.map((layer) => foldBatchNorm(layer, weights[layer.index]));
    const read = opened.weights.map(({ kernel, bias }) => ({
      kernel,
      bias: bias ?? new Float32Array(0),
    }));
    expect(read).toEqual(folded);
    expect(opened.classNames).toEqual(namesOf(network));
  });

  it('has every constant at a multiple of 16 bytes, and says what it is', () => {
    const model = random(teachableMachine());
    const bytes = fileOf(model);
    const root = FlatTable.root(new DataView(bytes.buffer));
    const buffers = root.tables(MODEL.buffers).map((table) => table.bytes(BUFFER.data));
    expect(buffers.filter(({ byteOffset }) => byteOffset % 16 > 0)).toHaveLength(0);
    expect(buffers[0]).toHaveLength(0);
    const texts = root
      .tables(MODEL.metadata)
      .map((table) => [
        table.text(METADATA.name),
        new TextDecoder().decode(buffers[table.int32(METADATA.buffer)]),
      ]);
    const said = Object.fromEntries(texts) as Record<string, string>;
    expect(said.min_runtime_version.replaceAll('\0', '')).toBe('1.6.0');
    expect(said.PRUNING_LAB).toBe('{"plan":"mine"}');
    expect(said.TFLITE_METADATA.slice(4, 8)).toBe('M001');
  });

  it('holds any network of the family', () =>
    fc.assert(
      fc.asyncProperty(
        anyDescription,
        fc.integer({ min: 1, max: 999 }),
        async (description, seed) => {
          const model = random(description, seed);
          expect(await difference(model)).toBeLessThan(1e-4);
          const opened = unwrap(openModel([{ name: 'any', bytes: fileOf(model) }]));
          expect(opened.network.layers.map(shapeOf)).toEqual(model.network.layers.map(shapeOf));
        },
      ),
      { numRuns: 25, seed: 4 },
    ));
});

/** Of a layer, what a file without normalisation keeps. */
function shapeOf(layer: Layer) {
  return { ...withoutNames(layer), epsilon: null };
}
