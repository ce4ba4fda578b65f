/** What the lab writes as a LayersModel runs in TF.js as it does here, and opens again as the network that it was. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/formats/checkpoint/manifest';
import type { ExportedModel } from '../../src/formats/exportedModel';
import { writeTfjsLayers } from '../../src/formats/tfjsLayers/writeTfjsLayers';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { openModel } from '../../src/recognition/openModel';
import { twoScores } from '../../src/recognition/twoScores';
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
  sameWeights,
  withoutNames,
  type Model,
} from './exported';

const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };

interface ModelJson {
  readonly modelTopology: object;
  readonly weightsManifest: readonly [{ readonly weights: tf.io.WeightsManifestEntry[] }];
}

/** As plain TF.js loads the files of the zip. @param image from −1 to 1 */
async function tfjsAnswers(zip: Uint8Array, model: Model, image: Float32Array) {
  const files = unzipSync(zip);
  const json = JSON.parse(new TextDecoder().decode(files['model.json'])) as ModelJson;
  const [{ weights }] = json.weightsManifest;
  const loaded = await tf.loadLayersModel(
    tf.io.fromMemory({
      ...{ modelTopology: json.modelTopology, weightSpecs: weights },
      weightData: files['weights.bin'].slice().buffer,
    }),
  );
  const { size, planes } = model.network.input;
  const answers = tf.tidy(() =>
    (loaded.predict(tf.tensor4d(image, [1, size, size, planes])) as tf.Tensor).dataSync(),
  );
  loaded.dispose();
  return answers;
}

async function difference(model: Model, storage: Storage = 'float32'): Promise<number> {
  const image = imageFor(model.network);
  const answers = await tfjsAnswers(writeTfjsLayers(exported(model), storage), model, image);
  return farthest(answers, probabilities(labScores(model, image)));
}

function reopened(model: ExportedModel, storage: Storage = 'float32') {
  const bytes = writeTfjsLayers(model, storage);
  return unwrap(openModel([{ name: 'mine.zip', bytes }]));
}

describe('a LayersModel of the lab', () => {
  let files: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => {
    unwrap(await startBackend(WASM_FILE));
    files = await bundled();
  });

  it.each(RELATIVES)('answers in TF.js as the lab does: %s', async (_, model) => {
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

  it.each(RELATIVES)('comes back as it went: %s', (_, model) => {
    const { network, weights } = twoScores(model());
    const opened = reopened(exported({ network, weights }));
    expect(opened.network.layers.map(withoutNames)).toEqual(network.layers.map(withoutNames));
    expect(sameWeights(opened.weights, weights)).toBe(true);
    expect(opened.classNames).toEqual(namesOf(network));
    expect(opened.inputRange).toBe('signed');
    expect(opened.input.framing).toBe('centre-square');
  });

  it('is fed from −1 to 1, whatever the network reads', async () => {
    const [, anyOne] = RELATIVES[1];
    const model = anyOne();
    const signed = imageFor(model.network);
    const { mean, deviation } = IMAGENET;
    const own = signed.map((t, i) => ((t + 1) / 2 - mean[i % 3]) / deviation[i % 3]);
    const zip = writeTfjsLayers({ ...exported(model), ...IMAGENET }, 'float32');
    const answers = await tfjsAnswers(zip, model, signed);
    expect(farthest(answers, probabilities(labScores(model, own)))).toBeLessThan(1e-4);
    const opened = unwrap(openModel([{ name: 'mine.zip', bytes: zip }]));
    expect(opened.inputRange).toBe('imagenet');
    expect(farthest(opened.input.mean, mean)).toBeLessThan(1e-6);
    expect(farthest(opened.input.deviation, deviation)).toBeLessThan(1e-6);
  });

  it('says what Teachable Machine’s library reads, in names of any signs', () => {
    const classNames = ['<b>cat</b>', 'Ärmel 👕'];
    const model = { ...exported(random(teachableMachine())), classNames, name: '<i>mine</i> ü' };
    const zip = unzipSync(writeTfjsLayers(model, 'float32'));
    const metadata: unknown = JSON.parse(new TextDecoder().decode(zip['metadata.json']));
    expect(metadata).toMatchObject({
      ...{ packageName: '@teachablemachine/image', modelName: '<i>mine</i> ü' },
      ...{ labels: classNames, imageSize: 9, grayscale: true },
      userMetadata: { pruning_lab: '{"plan":"mine"}' },
    });
    expect(reopened(model).classNames).toEqual(classNames);
  });

  it('has layers of names that Keras allows, even where two become one', () => {
    const model = random({
      input: { size: 5, planes: 3 },
      layers: [
        { name: 'a/b', kind: 'convolution', channels: 2, kernelSide: 3, padding: 'same' },
        { name: 'a b', kind: 'pointwise', channels: 3 },
        { name: 'a_b', kind: 'pool' },
        { name: '<é>', kind: 'dense', channels: 2 },
      ],
    });
    const opened = reopened(exported(model));
    expect(sameWeights(opened.weights, model.weights)).toBe(true);
  });

  it('holds any network of the family', () =>
    fc.assert(
      fc.asyncProperty(
        anyDescription,
        fc.integer({ min: 1, max: 999 }),
        async (description, seed) => {
          const model = random(description, seed);
          expect(await difference(model)).toBeLessThan(1e-4);
          const opened = reopened(exported(model));
          const layers = model.network.layers.map(withoutNames);
          expect(opened.network.layers.map(withoutNames)).toEqual(layers);
          expect(sameWeights(opened.weights, model.weights)).toBe(true);
        },
      ),
      { numRuns: 25, seed: 4 },
    ));
});
