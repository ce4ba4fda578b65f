/** GraphModels against TF.js's own outputs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readTfjsGraph } from '../../src/formats/tfjsGraph/tfjsGraph';
import { recognise } from '../../src/recognition/recognise';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { reference, sample, SAMPLES_ARE_THERE } from './samples';
import { farthest, scoresOf } from './scores';

const NSFW = 'files/tfjs-graph/nsfwjs-mobilenet-v2-140-uint8';
const SSD = 'files/tfjs-graph/refuse-handtrack-ssd-uint8';

describe.skipIf(!SAMPLES_ARE_THERE)('a GraphModel', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  it('of 8 bits, with constants across shards, gives the scores of TF.js', () => {
    const graph = readTfjsGraph('model.json', sample(`${NSFW}/model.json`), (path) =>
      sample(`${NSFW}/${path}`),
    );
    const recognised = unwrap(recognise('model.json', unwrap(graph)));
    expect(recognised.imageScaling).toEqual({ factors: [2, 2, 2], offsets: [-1, -1, -1] });
    const { outputs } = reference<{ logits: number[] }>(NSFW);
    for (const picture of ['ramp', 'lcg'] as const) {
      const scores = scoresOf(recognised, picture, (byte) => byte / 255);
      expect(farthest(scores, outputs[picture].logits)).toBeLessThan(1e-4);
    }
  });

  it('that finds objects is refused for what sets it apart', () => {
    const graph = unwrap(readTfjsGraph('model.json', sample(`${SSD}/model.json`), () => undefined));
    const refused = recognise('model.json', graph);
    expect(refused).toMatchObject({
      code: 'unlike',
      values: { cause: { values: { outputs: 8 } } },
    });
  });
});
