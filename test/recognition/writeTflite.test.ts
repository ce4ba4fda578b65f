/** What the lab writes as TFLite answers in LiteRT as in the lab, and comes back as the network that it was. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/formats/checkpoint/manifest';
import { FlatTable } from '../../src/formats/tflite/flatTable';
import { BUFFER, METADATA, MODEL } from '../../src/formats/tflite/schema';
import { writeTflite } from '../../src/formats/tflite/writeTflite';
import type { NetworkDescription } from '../../src/model/description';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, Network, Weights } from '../../src/model/network';
import { describe as descriptionOf, networkOf } from '../../src/model/networkOf';
import { symmetricPadding } from '../../src/model/padding';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { openModel } from '../../src/recognition/openModel';
import { startBackend } from '../../workers/runtime/backend';
import { Executor } from '../../workers/runtime/executor';
import { seededRandom } from '../../src/base/seededRandom';
import { bundled, unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { anyDescription, cifarMobilenetV2, mobilenetV1, teachableMachine } from '../model/family';
import { between, randomWeights, SMALL } from '../pruning/networks';
import { liteRtScores } from './liteRt';

interface Model {
  readonly network: Network;
  readonly weights: Weights;
}

function fileOf(
  { network, weights }: Model,
  storage: Storage = 'float32',
): Uint8Array<ArrayBuffer> {
  const planes = Array.from({ length: network.input.planes }, () => 0.5);
  const classNames = namesOf(network);
  return writeTflite(
    {
      ...{ network, weights, classNames, mean: planes, deviation: planes },
      ...{ name: 'Test', record: '{"plan":"mine"}' },
    },
    storage,
  );
}

function random(description: NetworkDescription, seed = 1): Model {
  const network = networkOf(description);
  return { network, weights: randomWeights(network, seed) };
}

/** As PyTorch pads. */
function symmetric(network: Network): NetworkDescription {
  const described = descriptionOf(network);
  return {
    ...described,
    layers: described.layers.map((layer) =>
      layer.kernelSide === 3 ? { ...layer, padding: symmetricPadding(1) } : layer,
    ),
  };
}

function imageFor({ input: { size, planes } }: Network, seed = 7): Float32Array {
  return between(seededRandom(seed, 0), size * size * planes, -1, 1);
}

function labScores({ network, weights }: Model, image: Float32Array): Float32Array {
  const executor = new Executor(network, weights);
  const scores = executor.run(image);
  executor.dispose();
  return scores;
}

function probabilities(scores: Float32Array): number[] {
  if (scores.length === 1) return [1 / (1 + Math.exp(-scores[0]))];
  const most = Math.max(...scores);
  const powers = [...scores].map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function farthest(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Math.max(...Array.from(a, (value, i) => Math.abs(value - b[i])));
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

  const relatives: [string, () => Model][] = [
    ['MobileNetV2 with SAME padding', () => random(descriptionOf(SMALL))],
    ['MobileNetV2 padded as PyTorch does', () => random(symmetric(SMALL))],
    [
      'MobileNetV2 of an odd size',
      () => random(symmetric({ ...SMALL, input: { size: 9, planes: 3 } })),
    ],
    ['MobileNetV1', () => random(mobilenetV1(32, 4, 5))],
    ['projected shortcuts', () => random(cifarMobilenetV2())],
    ['several dense layers, grey', () => random(teachableMachine())],
    [
      'one score',
      () =>
        random({
          ...teachableMachine(),
          layers: [
            ...teachableMachine().layers.slice(0, -1),
            { name: 'score', kind: 'dense', channels: 1 },
          ],
        }),
    ],
  ];
  it.each(relatives)('answers in LiteRT as the lab does: %s', async (_, model) => {
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

  it.each(relatives)('comes back as it went, with folded normalisation: %s', (_, model) => {
    const { network, weights } = model();
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

function namesOf({ classes }: Network): string[] {
  return Array.from({ length: classes }, (_, i) => `class ${i}`);
}

/** Of a layer, what a file without names and normalisation keeps. */
function shapeOf(layer: Layer) {
  const unsaid = { name: '', epsilon: null, inSet: null, outSet: null };
  return { ...layer, ...unsaid, kind: kindOf(layer) };
}

/** A convolution of one pixel, or of one map, has two names. */
function kindOf({ kind, kernelSide, stride, inChannels }: Layer) {
  const own = kind === 'depthwise' && inChannels === 1 ? 'convolution' : kind;
  return own === 'convolution' && kernelSide === 1 && stride === 1 ? 'pointwise' : own;
}
