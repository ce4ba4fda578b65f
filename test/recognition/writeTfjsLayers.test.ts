/** What the lab writes as a LayersModel runs in TF.js as it does here, and opens again as the network that it was. */
import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeTfjsLayers } from '../../src/formats/tfjsLayers/writeTfjsLayers';
import { openModel } from '../../src/recognition/openModel';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { teachableMachine } from '../model/family';
import {
  exported,
  farthest,
  imageFor,
  labScores,
  probabilities,
  random,
  RELATIVES,
  sameWeights,
  type Model,
} from './exported';
import { isTrue, reopened, type Writer } from './writers';

const IMAGENET = { mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] };

interface ModelJson {
  readonly modelTopology: object;
  readonly userDefinedMetadata: Record<string, string>;
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

const LAYERS: Writer = {
  ...{ ending: '.zip', write: writeTfjsLayers, norms: 'kept' },
  difference: async (bytes, model, image) =>
    farthest(await tfjsAnswers(bytes, model, image), probabilities(labScores(model, image))),
};

describe('a LayersModel of the lab', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  isTrue(LAYERS);

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
      userMetadata: {},
    });
    const json = JSON.parse(new TextDecoder().decode(zip['model.json'])) as ModelJson;
    expect(json.userDefinedMetadata.pruning_lab).toBe('{"plan":"mine"}');
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
    const opened = reopened(LAYERS, exported(model));
    expect(opened.network.layers.map(({ name }) => name)).toEqual(['a/b', 'a b', 'a_b', '<é>']);
    expect(sameWeights(opened.weights, model.weights)).toBe(true);
  });
});

/** Of its library's code (@teachablemachine/image 0.8.5) and of the TensorFlow.js 1.3.1 that it asks for. */
describe('what Teachable Machine’s library asks of a LayersModel', () => {
  /** Layers of TensorFlow.js 1.3.1, as far as the lab writes them. */
  const LAYERS_THERE = [
    ...['InputLayer', 'Conv2D', 'DepthwiseConv2D', 'Dense', 'BatchNormalization', 'ReLU', 'Add'],
    ...['ZeroPadding2D', 'GlobalAveragePooling2D', 'Activation', 'Reshape', 'Flatten'],
  ];

  it.each(RELATIVES)('is kept: %s', (_, model) => {
    const own = model();
    const files = unzipSync(writeTfjsLayers({ ...exported(own), ...imagenetOf(own) }, 'float32'));
    const [json, metadata] = ['model.json', 'metadata.json'].map(
      (name) => JSON.parse(new TextDecoder().decode(files[name])) as unknown,
    );
    const { modelTopology, weightsManifest } = json as ModelJson;
    const { class_name: type, config } = modelTopology as KerasModel;
    expect(type).toBe('Model');
    for (const { class_name: layer } of config.layers) expect(LAYERS_THERE).toContain(layer);
    // It knows no weights of 16 bits.
    for (const weights of weightsManifest[0].weights)
      expect(Object.keys(weights)).toEqual(['name', 'shape', 'dtype']);
    expect(weightsManifest).toMatchObject([{ paths: ['weights.bin'] }]);
    // It refuses metadata without labels, and scales every picture to imageSize.
    const { size, planes } = own.network.input;
    const { classNames } = exported(own);
    const said = { labels: classNames, imageSize: size, grayscale: planes === 1 };
    expect(metadata).toMatchObject(said);
  });
});

interface KerasModel {
  readonly class_name: string;
  readonly config: { readonly layers: readonly { readonly class_name: string }[] };
}

function imagenetOf({ network: { input } }: Model) {
  const [mean, deviation] = [IMAGENET.mean, IMAGENET.deviation].map((all) =>
    all.slice(0, input.planes),
  );
  return { mean, deviation };
}
