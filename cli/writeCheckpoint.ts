/** Writes a trained network in the format that the page loads, with the record of how it was made. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromFloat16, toFloat16 } from '../src/base/float16';
import { manifestOf, weightsFile, type Storage } from '../src/formats/checkpoint/manifest';
import type { LayerWeights, Network, Weights } from '../src/model/network';
import { preprocessingText } from '../src/subject/preprocessing';
import type { Recipe } from '../src/training/recipe';
import { BUNDLED_DATASET } from './bundledImages';
import type { EpochRecord } from './trainState';

/** training.json */
export interface TrainingRecord {
  /** The command that makes this checkpoint again. */
  readonly command: string;
  readonly recipe: Recipe;
  readonly dataset: { readonly name: string; readonly sha256: string };
  readonly optimiser: string;
  readonly schedule: string;
  readonly augmentation: string;
  readonly epochs: readonly EpochRecord[];
  /** Wall time of all epochs. */
  readonly seconds: number;
  readonly imagesPerSecond: number;
  /** Of the last epoch's weights as they are stored; measured once, no epoch was chosen by it. */
  readonly top1: { readonly correct: number; readonly total: number };
  readonly storage: Storage;
  readonly machine: string;
  readonly finishedAt: string;
}

/** The weights as they are after having been stored in half precision. */
export function throughFloat16(weights: Weights): LayerWeights[] {
  const half = (values: Float32Array) => fromFloat16(toFloat16(values));
  return weights.map(({ kernel, norm, bias }) => ({
    kernel: half(kernel),
    bias: bias && half(bias),
    norm: norm && {
      gamma: half(norm.gamma),
      beta: half(norm.beta),
      mean: half(norm.mean),
      variance: half(norm.variance),
    },
  }));
}

export function writeCheckpoint(
  folder: string,
  network: Network,
  weights: Weights,
  record: TrainingRecord,
): void {
  const { storage } = record;
  const path = 'weights.bin';
  const { classNames } = BUNDLED_DATASET;
  const preprocessing = preprocessingText(BUNDLED_DATASET.preprocessing);
  const manifest = manifestOf({ network, weights, classNames, preprocessing, storage, path });
  const files = {
    'manifest.json': Buffer.from(JSON.stringify(manifest, null, 1)),
    [path]: Buffer.from(weightsFile(network, weights, storage)),
    'training.json': Buffer.from(`${JSON.stringify(record, null, 2)}\n`),
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const checked = Object.entries(files).map(([name, bytes]) => ({
    name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const name = nameOf(network, record.recipe);
  const model = { name, licence: 'MIT', files: checked };
  writeFileSync(join(folder, 'model.json'), `${JSON.stringify(model, null, 2)}\n`);
  const sums = checked.map(({ sha256, name: file }) => `${sha256}  ${file}\n`).join('');
  writeFileSync(join(folder, 'SHA256SUMS'), sums);
  writeFileSync(join(folder, 'README.md'), readme(name, record));
}

function nameOf({ input }: Network, { width: alpha, gammaL1 }: Recipe): string {
  const width = alpha.toFixed(2).replace(/0$/, '');
  const slimming = gammaL1 > 0 ? ', L1 on γ' : '';
  return `MobileNetV2 ${width} at ${input.size}×${input.size}, ${BUNDLED_DATASET.name}${slimming}`;
}

function readme(name: string, { command, top1, storage, seconds }: TrainingRecord): string {
  const percent = ((100 * top1.correct) / top1.total).toFixed(2);
  const { name: dataset, train, test } = BUNDLED_DATASET;
  return [
    `# ${name}`,
    '',
    `Trained from scratch on the ${thousands(train.count)} training images of ${dataset} by`,
    '',
    `    ${command}`,
    '',
    `in ${Math.round(seconds / 60)} minutes. Top-1 on the ${thousands(test.count)} test images: ${percent} %. Stored as ${storage}. Licence: MIT, like the rest of`,
    'this project. `training.json` tells the recipe, loss and accuracy of every epoch, and the machine; `manifest.json` names',
    'every array of `weights.bin` with its shape in TF.js’s weights format; `model.json` and `SHA256SUMS` hold their checksums.',
    '',
  ].join('\n');
}

function thousands(count: number): string {
  return count.toLocaleString('en-GB');
}
