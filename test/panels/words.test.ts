import { describe, expect, it } from 'vitest';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { bytes, change, count, duration, millions } from '../../src/words/numbers';
import { figureRows } from '../../src/panels/figures/figureRows';
import { parseLevels } from '../../src/study/levels';
import { liveProportion } from '../../src/state/liveProportion';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { fakeTable, NETWORK } from '../state/fakeLab';
import { sentence } from '../../src/words/sentence';

describe('numbers', () => {
  it('carry their units', () => {
    expect(count(2236682)).toBe('2,236,682');
    expect(millions(2236682)).toBe('2.237 M');
    expect(bytes(9_080_000)).toBe('9.08 MB');
    expect(bytes(912_345)).toBe('912 kB');
    expect(duration(83)).toBe('1 min 23 s');
    expect(duration(4.2)).toBe('5 s');
  });

  it('say how they compare with the dense network', () => {
    expect(change(50, 100)).toBe('−50 %');
    expect(change(99, 100)).toBe('−1.0 %');
    expect(change(130, 100)).toBe('+30 %');
    expect(change(100, 100)).toBe('=');
    expect(change(99.9999, 100)).toBe('±0.0 %');
  });
});

describe('levels', () => {
  it.each([
    ['0 10 20', [0, 0.1, 0.2]],
    ['50%, 12.5; 50', [0.125, 0.5]],
  ])('are read from %j', (text, levels) => {
    expect(parseLevels(text)).toEqual({ ok: true, value: levels });
  });

  it.each([
    ['', 'no level'],
    ['10 100', '100'],
    ['ten', 'ten'],
    ['-5', '-5'],
  ])('%j are refused by name', (text, name) => {
    const levels = parseLevels(text);
    expect(!levels.ok && sentence(levels)).toContain(name);
  });
});

describe('the card', () => {
  it('sets planned figures against the dense network before anything is measured', () => {
    const table = fakeTable();
    const rows = figureRows({
      planned: plannedFigures(NETWORK, table, { level: 0.5 }),
      plannedDense: plannedFigures(NETWORK, table, { level: 0 }),
      live: null,
      measured: null,
      dense: null,
    });
    const nonZeros = rows.find(({ name }) => name === 'Non-zeros');
    expect(nonZeros).toMatchObject({ planned: '1.174 M', change: '−47 %', measured: null });
    expect(rows.every(({ measured }) => measured === null)).toBe(true);
  });
});

describe('an accuracy in the making', () => {
  const start = {
    ...{ plan: defaultPlan(), images: 4, runtime: 'kernels' as const },
    ...{ timing: false, cutTick: null, repairTick: null, secondsLeft: null, accuracy: null },
  };
  const labels = Uint16Array.of(1, 2, 3, 4);

  it('is the last tick of its stage', () => {
    const tick = { stage: 'after-cutting', correct: 3, total: 5 } as const;
    expect(liveProportion({ ...start, tick, cutTick: tick }, 'after-cutting', labels)).toEqual(
      tick,
    );
    expect(liveProportion({ ...start, tick, cutTick: tick }, 'after-repair', labels)).toBeNull();
  });

  it('stays on the page while the network is repaired', () => {
    const cutTick = { stage: 'after-cutting', correct: 3, total: 5 } as const;
    const tick = { stage: 'repair', correct: 0, total: 0 } as const;
    expect(liveProportion({ ...start, tick, cutTick }, 'after-cutting', labels)).toEqual(cutTick);
  });

  it('stays after repair while the cut network answers the rest', () => {
    const repairTick = { stage: 'after-repair', correct: 4, total: 4 } as const;
    const tick = { stage: 'rest-after-cutting', correct: 2, total: 3 } as const;
    const live = { ...start, tick, cutTick: tick, repairTick };
    expect(liveProportion(live, 'after-repair', labels)).toEqual(repairTick);
    expect(liveProportion(live, 'after-cutting', labels)).toEqual(tick);
  });

  it('is whole once the images are answered', () => {
    const answers = {
      range: { from: 0, to: 4 },
      predictions: Uint16Array.of(1, 2, 3, 9),
      confidences: Float32Array.of(1, 1, 1, 1),
      crossEntropySum: 1,
    };
    const accuracy = {
      ...{ afterCutting: answers, afterRepair: null, cuttingMs: 0, repairMs: 0 },
      ...{ repairSteps: [], notes: [] },
      size: {
        ...{ parameters: 1, nonZeros: 1, macs: 1, denseBytes: 4, encodedBytes: 4, gzipBytes: 4 },
        kernels: null,
      },
    };
    const measurement = { ...start, tick: null, accuracy };
    expect(liveProportion(measurement, 'after-cutting', labels)).toEqual({ correct: 3, total: 4 });
  });
});
