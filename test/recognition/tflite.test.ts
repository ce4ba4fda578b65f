/** TFLite files in float32, int8 and uint8 against an independent interpreter. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readTflite } from '../../src/formats/tflite/tflite';
import { recognise } from '../../src/recognition/recognise';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { reference, sample, SAMPLES_ARE_THERE } from './samples';
import { farthest, scoresOf } from './scores';

interface Native {
  readonly float: {
    readonly outputs: Readonly<Record<'ramp' | 'lcg', { readonly logits: number[] }>>;
  };
}

describe.skipIf(!SAMPLES_ARE_THERE)('a TFLite file', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  const real = {
    signed: (byte: number) => byte / 127.5 - 1,
    unit: (byte: number) => byte / 255,
    centred: (byte: number) => (byte - 128) / 128,
  };

  it.each([
    ['tm-fruit-float32', 'model_unquant.tflite', real.signed, 1e-4],
    ['cfu-035-160-int8', 'model.tflite', real.unit, 1e-3],
    ['inat-insect-uint8', 'mobilenet_v2_1.0_224_inat_insect_quant.tflite', real.centred, 1e-3],
  ] as const)('%s gives the scores of its weights in float', (folder, file, fed, tolerance) => {
    const at = `files/tflite/${folder}`;
    const graph = unwrap(readTflite(file, sample(`${at}/${file}`)));
    const { ofByte } = graph.input;
    if (ofByte)
      for (const byte of [0, 255])
        expect(ofByte.factor * byte + ofByte.offset).toBeCloseTo(fed(byte), 2);
    expect(ofByte === undefined).toBe(folder.endsWith('float32'));
    const recognised = unwrap(recognise(file, graph));
    const { float } = reference(at) as unknown as Native;
    for (const picture of ['ramp', 'lcg'] as const) {
      const scores = scoresOf(recognised, picture, fed);
      const { logits } = float.outputs[picture];
      expect(farthest(scores, logits)).toBeLessThan(tolerance);
    }
  });
});
