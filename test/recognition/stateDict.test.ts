/** Arrays that PyTorch saved against torchvision's own outputs. */
import { beforeAll, describe, expect, it } from 'vitest';
import { readPytorch } from '../../src/formats/pytorch/pytorch';
import { readSafetensors } from '../../src/formats/safetensors/safetensors';
import { graphOfStateDict } from '../../src/recognition/fromStateDict';
import { recognise } from '../../src/recognition/recognise';
import { startBackend } from '../../workers/runtime/backend';
import { unwrap } from '../lab/bundled';
import { WASM_FILE } from '../lab/labFiles';
import { reference, sample, SAMPLES_ARE_THERE } from './samples';
import { farthest, scoresOf } from './scores';

const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];

describe.skipIf(!SAMPLES_ARE_THERE)('arrays of PyTorch', () => {
  beforeAll(async () => void unwrap(await startBackend(WASM_FILE)));

  it.each([
    ['files/safetensors/made-timm-names-w035-bf16', 'model.safetensors', readSafetensors, 96],
    ['files/safetensors/made-torchvision-names-w050-f32', 'model.safetensors', readSafetensors, 64],
    ['files/pytorch/made-torchvision-w035', 'state_dict.pth', readPytorch, 96],
    ['files/pytorch/made-torchvision-w035', 'checkpoint.pth.tar', readPytorch, 96],
  ] as const)('%s/%s give the scores of torchvision', (at, file, read, size) => {
    const arrays = unwrap(read(file, sample(`${at}/${file}`)));
    const recognised = unwrap(recognise(file, unwrap(graphOfStateDict(file, arrays)), size));
    const { outputs } = reference<{ logits: number[] }>(at);
    for (const picture of ['ramp', 'lcg'] as const) {
      const scores = scoresOf(
        recognised,
        picture,
        (byte, plane) => (byte / 255 - MEAN[plane]) / DEVIATION[plane],
      );
      expect(farthest(scores, outputs[picture].logits)).toBeLessThan(1e-4);
    }
  });
});
