/** What the lab writes as TFLite answers in LiteRT as in the lab, and comes back as the network that it was. */
import { beforeAll, describe, expect, it } from 'vitest';
import { FlatTable } from '../../src/formats/tflite/flatTable';
import { BUFFER, METADATA, MODEL } from '../../src/formats/tflite/schema';
import { writeTflite } from '../../src/formats/tflite/writeTflite';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { teachableMachine } from '../model/family';
import {
  calibrated,
  exported,
  farthest,
  imageFor,
  labScores,
  probabilities,
  random,
  RELATIVES,
} from './exported';
import { int8Scores } from '../../workers/kernels/reference/int8Network';
import { liteRtScores } from './liteRt';
import { isTrue } from './writers';

describe('a TFLite file of the lab', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  isTrue({
    ...{ ending: '.tflite', write: writeTflite, norms: 'folded' },
    difference: async (bytes, model, image) =>
      farthest(await liteRtScores(bytes, image), probabilities(labScores(model, image))),
  });

  it.each(RELATIVES)('in int8 answers as the lab does: %s', async (_, make) => {
    const model = make();
    const quantised = calibrated(model);
    const bytes = writeTflite({ ...exported(model), quantised }, 'int8');
    for (const seed of [1, 2, 3]) {
      const image = imageFor(model.network, seed);
      const own = probabilities(int8Scores(quantised, image));
      expect(farthest(await liteRtScores(bytes, image), own)).toBeLessThan(1e-6);
    }
  });

  it('has every constant at a multiple of 16 bytes, and says what it is', () => {
    const model = random(teachableMachine());
    const bytes = writeTflite(exported(model), 'float32');
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
    expect(said.pruning_lab).toBe('{"plan":"mine"}');
    expect(said.TFLITE_METADATA.slice(4, 8)).toBe('M001');
  });
});
