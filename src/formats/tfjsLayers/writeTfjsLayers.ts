/**
 * Writes TF.js LayersModels as Teachable Machine does: a zip of model.json, weights.bin and metadata.json, fed with
 * pictures from −1 to 1, which its library does by itself.
 */
import { zipSync, type ZippableFile } from 'fflate';
import { joinedBytes } from '../../base/joinedBytes';
import { toFloat16 } from '../../base/float16';
import type { Storage } from '../checkpoint/manifest';
import { metadataOf, type ExportedModel } from '../exportedModel';
import {
  kerasLayers,
  type Rescaling,
  type WrittenArray,
  type WrittenTopology,
} from './kerasLayers';
import type { WeightEntry } from './weights';

const WEIGHTS_FILE = 'weights.bin';
/** The versions of Teachable Machine whose files these are like. */
const TEACHABLE_MACHINE = {
  tfjsVersion: '1.3.1',
  tmVersion: '2.4.5',
  packageVersion: '0.8.4',
  packageName: '@teachablemachine/image',
} as const;
/** Of the entries; the same network gives the same bytes. */
const TIME = '2000-01-01T12:00:00';

/**
 * @param storage of kernels; vectors keep their 32 bits, which cost next to nothing. Halves need a newer TensorFlow.js
 * than the 1.3.1 that Teachable Machine's library asks for
 */
export function writeTfjsLayers(model: ExportedModel, storage: Storage): Uint8Array<ArrayBuffer> {
  const { network, weights } = model;
  const topology = kerasLayers(network, weights, rescalingOf(model));
  const files = {
    'model.json': jsonBytes(modelJson(topology, storage, model)),
    // Weights hardly get smaller, and seconds go by.
    [WEIGHTS_FILE]: stored(topology.arrays.map((array) => bytesOf(array, storage))),
    'metadata.json': jsonBytes(metadataJson(model)),
  };
  return zipSync(files, { mtime: TIME }) as Uint8Array<ArrayBuffer>;
}

function stored(parts: readonly Uint8Array[]): ZippableFile {
  return [joinedBytes(parts), { level: 0 }];
}

/** Of t = 2·byte / 255 − 1 the network's (byte / 255 − mean) / deviation; null where they are the same. */
function rescalingOf({ mean, deviation }: ExportedModel): Rescaling | null {
  if ([...mean, ...deviation].every((value) => value === 0.5)) return null;
  return {
    factors: Float32Array.from(deviation, (value) => 0.5 / value),
    offsets: Float32Array.from(mean, (value, plane) => (0.5 - value) / deviation[plane]),
  };
}

function modelJson(
  { layers, arrays, input, output }: WrittenTopology,
  storage: Storage,
  model: ExportedModel,
) {
  const config = {
    ...{ name: 'pruning_lab', layers },
    ...{ input_layers: [[input, 0, 0]], output_layers: [[output, 0, 0]] },
  };
  return {
    modelTopology: {
      ...{ class_name: 'Model', config },
      ...{ keras_version: 'tfjs-layers 1.3.1', backend: 'tensor_flow.js' },
    },
    format: 'layers-model',
    generatedBy: 'Pruning Lab',
    userDefinedMetadata: Object.fromEntries(metadataOf(model)),
    weightsManifest: [
      { paths: [WEIGHTS_FILE], weights: arrays.map((array) => entryOf(array, storage)) },
    ],
  };
}

function entryOf({ name, shape, isKernel }: WrittenArray, storage: Storage): WeightEntry {
  const entry = { name, shape, dtype: 'float32' };
  if (storage === 'float32' || !isKernel) return entry;
  const quantization = { dtype: 'float16', original_dtype: 'float32' } as const;
  return { ...entry, quantization };
}

function bytesOf({ values, isKernel }: WrittenArray, storage: Storage): Uint8Array {
  const stored = storage === 'float16' && isKernel ? toFloat16(values) : values;
  return new Uint8Array(stored.buffer, stored.byteOffset, stored.byteLength);
}

function metadataJson({ name, network, classNames }: ExportedModel) {
  return {
    ...TEACHABLE_MACHINE,
    ...{ modelName: name, labels: classNames, imageSize: network.input.size },
    grayscale: network.input.planes === 1,
    userMetadata: {},
  };
}

function jsonBytes(value: object): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
