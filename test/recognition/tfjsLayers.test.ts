/** LayersModels of Teachable Machine against TF.js's own outputs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readTfjsLayers } from '../../src/formats/tfjsLayers/tfjsLayers';
import { recognise } from '../../src/recognition/recognise';
import { Executor } from '../../workers/runtime/executor';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { PICTURES, reference, sample, SAMPLES_ARE_THERE } from './samples';

const DIGITS = 'files/tfjs-layers/tm-digits-10';

describe.skipIf(!SAMPLES_ARE_THERE)('a LayersModel of Teachable Machine', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  it.each(['ramp', 'lcg'] as const)('gives the scores of TF.js for %s', (picture) => {
    const graph = unwrap(
      readTfjsLayers('model.json', sample(`${DIGITS}/model.json`), (path) =>
        sample(`${DIGITS}/${path}`),
      ),
    );
    const { network, weights, ending } = unwrap(recognise('model.json', graph));
    expect(network.input).toEqual({ size: 224, planes: 3 });
    expect(ending).toBe('softmax');
    expect(network.sets).toHaveLength(26);
    const executor = new Executor(network, weights);
    const image = Float32Array.from(PICTURES[picture](224, 3), (byte) => byte / 127.5 - 1);
    const scores = executor.run(image);
    executor.dispose();
    const { logits } = reference<{ logits: number[] }>(DIGITS).outputs[picture];
    const difference = Math.max(...logits.map((score, i) => Math.abs(score - scores[i])));
    expect(difference).toBeLessThan(1e-4 * Math.max(...logits.map(Math.abs)));
  });
});
