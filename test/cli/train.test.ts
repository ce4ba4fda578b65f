import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUNDLED_DATASET, bundledImages } from '../../cli/bundledImages';
import { parseTrainArguments, trainHelp } from '../../cli/trainArguments';
import { loadState, removeState, saveState } from '../../cli/trainState';
import { throughFloat16, writeCheckpoint, type TrainingRecord } from '../../cli/writeCheckpoint';
import type { Weights } from '../../src/model/network';
import {
  namedArrays,
  parseManifest,
  readCheckpoint,
} from '../../src/formats/checkpoint/checkpoint';
import { DEFAULT_RECIPE } from '../../src/training/recipe';
import { randomWeights, SMALL } from '../pruning/networks';
import { commands } from '../../src/words/commands';

const say = commands.options;
const NUMBER = { whole: false, least: 1, most: 1000 };
const folder = () => mkdtempSync(join(tmpdir(), 'pruning-lab-'));

describe('arguments of the training command', () => {
  it('default to the recipe of the bundled model', () => {
    expect(parseTrainArguments([])).toEqual({
      recipe: DEFAULT_RECIPE,
      out: 'public/models/mobilenetv2-1.0-fashion-mnist',
    });
    expect(parseTrainArguments(['--width', '0.35'])).toMatchObject({
      recipe: { width: 0.35 },
      out: 'public/models/mobilenetv2-0.35-fashion-mnist',
    });
    expect(parseTrainArguments(['--gamma-l1', '1e-4'])).toMatchObject({
      recipe: { gammaL1: 1e-4 },
      out: 'public/models/mobilenetv2-1.0-slim-fashion-mnist',
    });
  });

  it.each([
    ['epochs', '0', say.number({ ...NUMBER, option: 'epochs', value: '0', whole: true })],
    ['lr', 'much', say.number({ ...NUMBER, option: 'lr', value: 'much', least: 0, most: 10 })],
    ['batch', '100', say.batch(100, 4 * DEFAULT_RECIPE.workers)],
    ['speed', '1', say.unknown('')],
  ])('--%s %s is refused', (option, value, message) => {
    expect(() => parseTrainArguments([`--${option}`, value])).toThrow(message);
  });

  it('are all in the help', () => {
    expect(parseTrainArguments(['--help'])).toBe('help');
    expect(trainHelp()).toMatch(/--gamma-l1/);
  });
});

it('the number of training images is known without unpacking them', () => {
  expect([BUNDLED_DATASET.train.count, BUNDLED_DATASET.test.count]).toEqual([60_000, 10_000]);
  expect([bundledImages('train').count, bundledImages('test').count]).toEqual([60_000, 10_000]);
});

describe('an interrupted run', () => {
  const values = {
    parameters: new Float32Array([1, 2, 3]),
    velocities: new Float32Array([4, 5, 6]),
    statistics: new Float32Array([7]),
  };
  const epochs = [{ loss: 1, accuracy: 0.5, seconds: 2 }];

  it('is kept, and gone on from with the same recipe alone', () => {
    const file = join(folder(), 'run.training');
    expect(loadState(file, DEFAULT_RECIPE)).toBeNull();
    saveState(file, { recipe: DEFAULT_RECIPE, epochs, ...values });
    expect(loadState(file, DEFAULT_RECIPE)).toMatchObject({ epochs, ...values });
    const other = { ...DEFAULT_RECIPE, learningRate: 0.1 };
    expect(() => loadState(file, other)).toThrow(
      commands.train.otherRun({ file, field: 'learningRate', theirs: '0.2', asked: '0.1' }),
    );
    removeState(file);
    expect(loadState(file, other)).toBeNull();
  });

  it('is refused where its file is cut short or no state', () => {
    const file = join(folder(), 'run.training');
    saveState(file, { recipe: DEFAULT_RECIPE, epochs, ...values });
    const whole = readFileSync(file);
    for (const bytes of [whole.subarray(0, -4), whole.subarray(0, -1), Buffer.from('{\n')]) {
      writeFileSync(file, bytes);
      expect(() => loadState(file, DEFAULT_RECIPE)).toThrow(commands.train.stateDamaged(file));
    }
  });
});

describe('a written checkpoint', () => {
  const weights = throughFloat16(randomWeights(SMALL, 1));
  const record: TrainingRecord = {
    command: 'npm run train',
    recipe: { ...DEFAULT_RECIPE, width: 0.35 },
    dataset: { name: 'Fashion-MNIST', sha256: '' },
    optimiser: '',
    schedule: '',
    augmentation: '',
    epochs: [],
    seconds: 60,
    imagesPerSecond: 1,
    top1: { correct: 9, total: 10 },
    storage: 'float16',
    machine: '',
    finishedAt: '',
  };

  it.each(['float16', 'float32'] as const)('as %s is read as the same network', (storage) => {
    const out = folder();
    writeCheckpoint(out, SMALL, weights, { ...record, storage });
    const manifest = parseManifest('manifest.json', readFileSync(join(out, 'manifest.json')));
    if (!manifest.ok) throw new Error(manifest.code);
    const bytes = new Uint8Array(readFileSync(join(out, 'weights.bin')));
    const read = readCheckpoint('written', manifest.value, bytes);
    if (!read.ok) throw new Error(read.code);
    expect(read.value.network.config).toEqual(SMALL.config);
    const all = (of: Weights) =>
      Buffer.from(
        Float32Array.from(namedArrays(SMALL, of).flatMap(({ values }) => [...values])).buffer,
      );
    expect(all(read.value.weights).equals(all(weights))).toBe(true);
  });
});
