/** safetensors of the lab open again as the networks that they were, and torchvision's are torchvision's to the letter. */
import { describe, expect, it } from 'vitest';
import { fromFloat16, toFloat16 } from '../../src/base/float16';
import { readSafetensors } from '../../src/formats/safetensors/safetensors';
import { writeSafetensors } from '../../src/formats/safetensors/writeSafetensors';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { openModel } from '../../src/recognition/openModel';
import { unwrap } from '../lab/bundled';
import { randomWeights, sameBytes } from '../pruning/networks';
import { exported, sameWeights, withoutNames, type Model } from './exported';
import { sample, SAMPLES_ARE_THERE } from './samples';
import { isTrue } from './writers';

const reopened = (bytes: Uint8Array, size?: number) =>
  unwrap(openModel([{ name: 'mine.safetensors', bytes }], size));

interface Header {
  readonly __metadata__?: Record<string, string>;
  readonly [array: string]: unknown;
}

function headerOf(bytes: Uint8Array): { header: Header; start: number } {
  const start = 8 + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return { header: JSON.parse(new TextDecoder().decode(bytes.subarray(8, start))), start };
}

/** As PyTorch would give it on: arrays without the lab's description. */
function withoutDescription(bytes: Uint8Array): Uint8Array {
  const { header, start } = headerOf(bytes);
  const json = JSON.stringify({ ...header, __metadata__: undefined });
  const plain = bytes.slice();
  plain.set(new TextEncoder().encode(json.padEnd(start - 8)), 8);
  return plain;
}

function torchvisions(width = 0.35): Model {
  const network = mobilenetV2({ width, inputSize: 64, stemStride: 2, classes: 4 });
  return { network, weights: randomWeights(network, 3) };
}

describe('a safetensors file of the lab', () => {
  isTrue({ ending: '.safetensors', write: writeSafetensors, norms: 'kept' });

  it('holds kernels as halves where it is asked to', () => {
    const { network, weights } = torchvisions();
    const opened = reopened(writeSafetensors(exported({ network, weights }), 'float16'));
    expect(opened.facts.precisions).toContain('float16');
    const halves = weights.map((layer) => {
      return { ...layer, kernel: fromFloat16(toFloat16(layer.kernel)) };
    });
    expect(sameWeights(opened.weights, halves)).toBe(true);
  });

  it.each([
    ['features.0.0.weight', [16, 3, 3, 3]],
    ['features.0.1.running_mean', [16]],
    ['features.1.conv.0.0.weight', [16, 1, 3, 3]],
    ['features.1.conv.1.weight', [8, 16, 1, 1]],
    ['features.1.conv.2.bias', [8]],
    ['features.2.conv.0.0.weight', [48, 8, 1, 1]],
    ['features.2.conv.1.1.running_var', [48]],
    ['features.2.conv.2.weight', [8, 48, 1, 1]],
    ['features.17.conv.3.num_batches_tracked', []],
    ['features.18.0.weight', [1280, 112, 1, 1]],
    ['features.18.1.weight', [1280]],
    ['classifier.1.weight', [4, 1280]],
    ['classifier.1.bias', [4]],
  ])('calls an array %s as torchvision does', (name, shape) => {
    const { header } = headerOf(writeSafetensors(exported(torchvisions()), 'float32'));
    expect(header[name]).toMatchObject({ shape });
    // torchvision.models.mobilenet_v2().state_dict() has 314.
    expect(Object.keys(header)).toHaveLength(314 + 1);
  });

  it('is read without its description too, where it is torchvision’s', () => {
    const { network, weights } = torchvisions();
    const bytes = withoutDescription(writeSafetensors(exported({ network, weights }), 'float32'));
    const opened = reopened(bytes, 64);
    expect(opened.network.layers.map(withoutNames)).toEqual(network.layers.map(withoutNames));
    expect(sameWeights(opened.weights, weights)).toBe(true);
  });

  it('has every array at a multiple of its values’ bytes, one behind the other', () => {
    const bytes = writeSafetensors(exported(torchvisions()), 'float16');
    const { header, start } = headerOf(bytes);
    const spans = Object.entries(header)
      .filter(([name]) => name !== '__metadata__')
      .map(([, entry]) => entry as { dtype: 'I64' | 'F32' | 'F16'; data_offsets: number[] });
    let end = 0;
    for (const { dtype, data_offsets: offsets } of spans) {
      expect(offsets[0]).toBe(end);
      expect((start + offsets[0]) % { I64: 8, F32: 4, F16: 2 }[dtype]).toBe(0);
      end = offsets[1];
    }
    expect(start + end).toBe(bytes.length);
  });

  it.skipIf(!SAMPLES_ARE_THERE)(
    'is torchvision’s own, array by array, where that was opened',
    () => {
      const own = sample('files/safetensors/made-torchvision-names-w050-f32/model.safetensors');
      const opened = reopened(own, 64);
      const written = writeSafetensors(exported(opened), 'float32');
      const [before, after] = [own, written].map((bytes) => unwrap(readSafetensors('a', bytes)));
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
      for (const [name, { shape, values }] of before) {
        expect(after.get(name)!.shape).toEqual(shape);
        expect(sameBytes(after.get(name)!.values, values)).toBe(true);
      }
      const counts = (bytes: Uint8Array) =>
        Object.keys(headerOf(bytes).header).filter((name) => name.endsWith('num_batches_tracked'));
      expect(counts(written).sort()).toEqual(counts(own).sort());
    },
  );
});
