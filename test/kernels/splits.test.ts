/** Where calls are cut. */
import { describe, expect, it } from 'vitest';
import { panelWidth } from '../../workers/kernels/inference/pack';
import { INFERENCE_SPLITS } from '../../workers/kernels/inference/splits';
import { split } from '../../workers/kernels/threads/split';

const memory = new WebAssembly.Memory({ initial: 1 });

function panelsOf(channels: number): number[] {
  const widths: number[] = [];
  for (let left = channels; left > 0; left -= widths.at(-1)!) widths.push(panelWidth(left));
  return widths;
}

function product(outChannels: number, columns: number) {
  return {
    ...{ input: 0, output: 0, residual: 0, weights: 0, inChannels: 1, outChannels, columns },
    ...{ inPitch: 0, outPitch: 0, chunk: 8, low: 0, high: 6 },
  };
}

describe('a dense product', () => {
  it('is cut between panels alone', () => {
    for (let channels = 1; channels <= 60; channels++) {
      for (let threads = 2; threads <= 8; threads++) {
        const { parts } = split(INFERENCE_SPLITS.pointwise, product(channels, 8), threads, memory);
        const widths = parts.flatMap((part) => panelsOf(part?.outChannels ?? 0));
        expect(widths).toEqual(panelsOf(channels));
      }
    }
  });

  it('is cut along the axis whose longest part is shorter', () => {
    const cutOf = (channels: number, columns: number) => {
      const { cuts, bounds } = split(
        INFERENCE_SPLITS.pointwise,
        product(channels, columns),
        2,
        memory,
      );
      return [cuts?.field, bounds];
    };
    expect(cutOf(96, 784)).toEqual(['outChannels', [0, 48, 96]]);
    expect(cutOf(16, 784)).toEqual(['columns', [0, 392, 784]]);
    expect(cutOf(160, 52)).toEqual(['outChannels', [0, 78, 160]]);
  });
});

it('rows of a sparse product are shared out by their weights', () => {
  const rows = Uint16Array.of(0, 0, 1, 0, 2, 0, 3, 12, 4, 12, 5, 12);
  new Uint16Array(memory.buffer, 64, rows.length).set(rows);
  const call = {
    ...{ input: 0, output: 0, residual: 0, values: 1000, indices: 2000, rows: 64, rowCount: 6 },
    ...{ outChannels: 6, columns: 4, inPitch: 16, outPitch: 16, inChannels: 12, chunk: 4 },
    ...{ panel: 0, low: 0, high: 6, next: 0 },
  };
  const { parts } = split(INFERENCE_SPLITS.sparse4, call, 2, memory);
  expect(parts).toEqual([
    { ...call, rowCount: 4 },
    { ...call, rows: 64 + 4 * 4, indices: 2000 + 2 * 12, values: 1000 + 4 * (4 + 12), rowCount: 2 },
  ]);
});
