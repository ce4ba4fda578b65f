/** What the lab writes as ONNX runs in ONNX Runtime as it does here, and opens again as the network that it was. */
import { beforeAll, describe, expect, it } from 'vitest';
import { writeOnnx, writeOnnxWithNorms } from '../../src/formats/onnx/writeOnnx';
import { startBackend } from '../../workers/runtime/backend';
import { bundled, unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { onnxScores } from '../onnx/onnxRuntime';
import { exported, farthest, labScores, type Model } from './exported';
import { isTrue, type Writer } from './writers';

/** As a share of the scores' range. */
async function difference(bytes: Uint8Array<ArrayBuffer>, model: Model, image: Float32Array) {
  const { planes } = model.network.input;
  const answered = await onnxScores(bytes, image, { count: 1, planes });
  const expected = labScores(model, image);
  return farthest(answered, expected) / Math.max(1, ...expected.map(Math.abs));
}

const FOLDED: Writer = { ending: '.onnx', write: writeOnnx, norms: 'folded', difference };
const KEPT: Writer = { ...FOLDED, write: writeOnnxWithNorms, norms: 'kept' };

beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

describe('an ONNX file of the lab', () => {
  isTrue(FOLDED);

  it('is of half the size with halves', async () => {
    const model = exported(await bundled());
    const [single, half] = (['float32', 'float16'] as const).map((s) => writeOnnx(model, s).length);
    expect(half / single).toBeLessThan(0.53);
  });
});

describe('an ONNX file with its normalisation', () => isTrue(KEPT));
