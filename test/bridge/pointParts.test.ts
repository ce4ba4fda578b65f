/** A job in parts: every image once, and what the parts answer together. */
import { note } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { joinResults, splitRange, TickSum } from '../../src/bridge/pointParts';
import type { PointPart } from '../../src/protocol/lab';

describe('images in parts', () => {
  it('are in whole batches, in order, each once, and no part is empty', () => {
    expect(splitRange(40, 8)).toEqual([
      { from: 0, to: 16 },
      { from: 16, to: 32 },
      { from: 32, to: 40 },
    ]);
    expect(splitRange(10, 4)).toEqual([{ from: 0, to: 10 }]);
    for (const images of [1, 16, 500, 1000, 2000, 10_000])
      for (let parts = 1; parts <= 8; parts++) {
        const ranges = splitRange(images, parts);
        expect(ranges.length).toBeLessThanOrEqual(parts);
        expect(ranges[0].from).toBe(0);
        expect(ranges.at(-1)!.to).toBe(images);
        ranges.forEach(({ from, to }, i) => {
          expect(to).toBeGreaterThan(from);
          expect(from % 16).toBe(0);
          expect(from).toBe(i === 0 ? 0 : ranges[i - 1].to);
        });
      }
  });
});

describe('what parts answer', () => {
  const size = {
    ...{ parameters: 9, nonZeros: 8, macs: 7, denseBytes: 6, encodedBytes: 5, gzipBytes: 4 },
    kernels: null,
  };
  const part = (from: number, seconds: number, repaired: boolean): PointPart => {
    const answers = (value: number) => ({
      range: { from, to: from + 2 },
      predictions: Uint16Array.of(value, value),
      confidences: Float32Array.of(value / 1024, value / 1024),
      crossEntropySum: seconds,
    });
    return {
      afterCutting: answers(1),
      afterRepair: repaired ? answers(from) : null,
      cuttingMs: 10 * seconds,
      repairMs: 100 * seconds,
      repairSteps: [{ step: 'recalibrate', correct: from + 1, total: 2, seconds }] as never,
      notes: [note('told-before', { text: `of ${from}` })],
      size: from === 4 || from === 998 ? size : null,
    };
  };

  it('is joined in order; each waits for the slowest', () => {
    for (const times of [
      [1, 2, 3],
      [3, 2, 1],
    ]) {
      const joined = joinResults([4, 6, 8].map((from, i) => part(from, times[i], true)));
      expect([...joined.afterRepair!.predictions]).toEqual([4, 4, 6, 6, 8, 8]);
      const shares = [4, 4, 6, 6, 8, 8].map((value) => value / 1024);
      expect([...joined.afterRepair!.confidences]).toEqual(shares);
      expect(joined.afterRepair!.range).toEqual({ from: 4, to: 10 });
      expect(joined.afterRepair!.crossEntropySum).toBe(6);
      expect([...joined.afterCutting.predictions]).toEqual([1, 1, 1, 1, 1, 1]);
      expect([joined.cuttingMs, joined.repairMs]).toEqual([30, 300]);
      expect(joined.repairSteps).toEqual([
        { step: 'recalibrate', correct: 5 + 7 + 9, total: 6, seconds: 3 },
      ]);
      expect([joined.notes, joined.size]).toEqual([[note('told-before', { text: 'of 4' })], size]);
    }
  });

  it('keeps every class of ImageNet', () => {
    const classes = joinResults([part(998, 1, true), part(1000, 1, true)]).afterRepair!.predictions;
    expect([...classes]).toEqual([998, 998, 1000, 1000]);
  });

  it('is nothing after repair where nothing was repaired, and one part alone is the whole', () => {
    expect(joinResults([part(4, 1, false), part(6, 1, false)]).afterRepair).toBeNull();
    expect([...joinResults([part(4, 1, true)]).afterRepair!.predictions]).toEqual([4, 4]);
  });
});

describe('how far the parts are', () => {
  const cut = { stage: 'after-cutting', correct: 5, total: 10 } as const;
  const repairing = (step: 'recalibrate' | 'refit') =>
    ({ stage: 'repair', correct: 0, total: 0, step }) as const;

  it('is told by the first part’s step, for all make the same', () => {
    const ticks = new TickSum(2);
    ticks.add(0, cut);
    ticks.add(1, cut);
    ticks.add(0, repairing('recalibrate'));
    expect(ticks.add(1, repairing('refit'))).toMatchObject({
      stage: 'repair',
      step: 'recalibrate',
    });
  });

  it('is how many images all have answered, while one still cuts too', () => {
    const ticks = new TickSum(2);
    expect(ticks.add(0, { stage: 'cutting', correct: 0, total: 0 })).toMatchObject({ total: 0 });
    expect(ticks.add(1, cut)).toEqual({ stage: 'after-cutting', correct: 5, total: 10 });
    ticks.add(0, cut);
    const after = { stage: 'after-repair', correct: 9, total: 10 } as const;
    ticks.add(1, after);
    expect(ticks.add(0, after)).toEqual({ stage: 'after-repair', correct: 18, total: 20 });
    const rest = { stage: 'rest-after-cutting', correct: 7, total: 15 } as const;
    expect(ticks.add(0, rest)).toEqual({ stage: 'after-repair', correct: 18, total: 20 });
    expect(ticks.add(1, rest)).toEqual({ ...rest, correct: 14, total: 30 });
  });
});
