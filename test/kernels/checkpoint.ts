/** The reference network, its weights, and the test images that the page loads. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { LayerWeights, Network } from '../../src/model/network';
import { REFERENCE_MODEL } from '../fixtures/referenceModel';

const ROOT = resolve(import.meta.dirname, '../..');
const IMAGES = join(ROOT, 'public/datasets/fashion-mnist/t10k-images-idx3-ubyte.gz');
const IDX_HEADER_BYTES = 16;

interface Manifest {
  weightsManifest: { weights: { name: string; shape: number[] }[] }[];
}

export interface Checkpoint {
  readonly network: Network;
  readonly weights: LayerWeights[];
}

export function readCheckpoint(): Checkpoint {
  const manifest: Manifest = JSON.parse(
    readFileSync(join(REFERENCE_MODEL, 'manifest.json'), 'utf8'),
  );
  const bytes = readFileSync(join(REFERENCE_MODEL, 'weights.bin'));
  const tensors = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape } of manifest.weightsManifest[0].weights) {
    const length = shape.reduce((product, n) => product * n, 1);
    const end = at + 4 * length;
    tensors.set(name, new Float32Array(new Uint8Array(bytes.subarray(at, end)).buffer));
    at = end;
  }
  const network = mobilenetV2({ width: 1, inputSize: 32, stemStride: 1, classes: 10 });
  return { network, weights: network.layers.map(({ name }) => layerWeights(name, tensors)) };
}

function layerWeights(name: string, tensors: ReadonlyMap<string, Float32Array>): LayerWeights {
  const get = (suffix: string) => {
    const tensor = tensors.get(`${name}/${suffix}`);
    if (!tensor) throw new Error(`${name}/${suffix} is missing from the checkpoint`);
    return tensor;
  };
  if (name === 'pool') return { kernel: new Float32Array(0), norm: null, bias: null };
  if (name === 'classifier') return { kernel: get('kernel'), norm: null, bias: get('bias') };
  const kernel = get(name.endsWith('depthwise') ? 'conv/depthwise_kernel' : 'conv/kernel');
  const norm = {
    gamma: get('bn/gamma'),
    beta: get('bn/beta'),
    mean: get('bn/moving_mean'),
    variance: get('bn/moving_variance'),
  };
  return { kernel, norm, bias: null };
}

/** The first test images as the network wants them: [count][32][32][3], normalised as in the manifest. */
export function readImages(count: number): Float32Array {
  const pixels = gunzipSync(readFileSync(IMAGES)).subarray(IDX_HEADER_BYTES);
  const normalised = (grey: number) => (grey / 255 - 0.286) / 0.353;
  const images = new Float32Array(count * 32 * 32 * 3).fill(normalised(0));
  for (let i = 0; i < count * 28 * 28; i++) {
    const row = Math.floor(i / 28) % 28;
    const image = Math.floor(i / (28 * 28));
    const at = 3 * ((image * 32 + row + 2) * 32 + (i % 28) + 2);
    images.fill(normalised(pixels[i]), at, at + 3);
  }
  return images;
}
