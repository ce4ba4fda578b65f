/** The strip's geometry, for any network at any size: in proportion, within the frame, nothing over anything. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDescription } from '../../model/family';
import { LAB } from '../../pruning/networks';
import { heat, shadeOf } from '../../../src/charts/network/shades';
import { holeSide, keptShare, mapStates } from '../../../src/charts/network/mapStates';
import { outline, stripLayout } from '../../../src/charts/network/stripLayout';
import { blocksOf } from '../../../src/model/blocks';
import { networkCosts } from '../../../src/model/costs';
import { networkOf, withChannels } from '../../../src/model/networkOf';

const SEED = { seed: 11, numRuns: 200 };
const size = fc.record({
  width: fc.integer({ min: 300, max: 3000 }),
  height: fc.integer({ min: 80, max: 300 }),
});
const BLOCKS = blocksOf(LAB);

describe('the strip', () => {
  it('fills its width with blocks, and keeps their maps in them, in proportion', () => {
    const any = fc.property(anyDescription, size, (description, frame) => {
      const { blocks, scale } = stripLayout(blocksOf(networkOf(description)), frame);
      let [at, row] = [0, 0];
      for (const { x, width, y, height, middle, maps } of blocks) {
        if (y > row) {
          expect(at).toBeCloseTo(frame.width, 6);
          [at, row] = [0, y];
        }
        expect(x).toBeCloseTo(at, 6);
        at += width;
        let within = x;
        for (const map of maps) {
          expect(map.x).toBeGreaterThanOrEqual(within - 1e-6);
          expect(map.width).toBeCloseTo(scale * map.map.channels, 6);
          within = map.x + map.width;
          for (const tall of [map.from, map.to]) {
            expect(tall).toBeGreaterThan(0);
            expect(middle + tall / 2).toBeLessThan(y + height);
            expect(middle - tall / 2).toBeGreaterThan(y);
          }
        }
        expect(within).toBeLessThanOrEqual(at + 1e-6);
      }
      expect(at).toBeCloseTo(frame.width, 6);
    });
    fc.assert(any, SEED);
  });

  it('gives every block of MobileNetV2 room to be pointed at, and steps down at each stride', () => {
    const layout = stripLayout(BLOCKS, { width: 1000, height: 140 });
    expect(Math.min(...layout.blocks.map(({ width }) => width))).toBeGreaterThan(23.99);
    expect(layout.scale).toBeGreaterThan(0.08);
    expect(layout.ticks.map((tick) => tick.size)).toEqual([32, 16, 8, 4, 2, 1]);
    expect(layout.arcs).toHaveLength(10);
    expect(new Set(layout.arcs).size).toBe(10);
    expect(layout.arcs.every((path) => !path.includes('NaN'))).toBe(true);
    const [, , second] = layout.blocks;
    const { x, width } = second.maps[0];
    const [left, right] = edgesOf(outline(second.maps[0], 50));
    expect(left).toBeCloseTo(x, 1);
    expect(right).toBeCloseTo(x + width, 1);
    expect(edgesOf(outline(second.maps[0], 50, 0.25))[1]).toBeCloseTo(x + width / 4, 1);
    expect(second.maps[0].from).toBeGreaterThan(second.maps[0].to);
  });
});

/** Of a map's path: where its left and its right edge are. */
function edgesOf(path: string): number[] {
  return /^M([\d.]+) .*?L([\d.]+) .*V/.exec(path)!.slice(1).map(Number);
}

it('is two strips on a phone, each block still there to be touched, and no residual torn', () => {
  const layout = stripLayout(BLOCKS, { width: 360, height: 150 });
  const single = stripLayout(BLOCKS, { width: 360, height: 90 });
  expect(new Set(layout.blocks.map(({ y }) => y))).toEqual(new Set([0, 75]));
  expect(layout.scale).toBeGreaterThan(2 * single.scale);
  expect(layout.arcs).toHaveLength(10);
  for (const { width } of layout.blocks) expect(width).toBeGreaterThan(19);
  expect(new Set(layout.ticks.map(({ size }) => size))).toContain(4);
});

describe('what is left of a map', () => {
  const maps = BLOCKS.flatMap((block) => block.maps);

  it('are the channels of its set, and the zeros of the layer that makes it', () => {
    const counts = LAB.sets.map(({ size: all, index }) => Math.max(1, all - 3 * index));
    const network = withChannels(LAB, counts);
    const { layers } = networkCosts(network, [undefined, undefined, undefined, 100]);
    const states = mapStates(maps, { network, layers });
    for (const [m, { set, channels, layers: own }] of maps.entries()) {
      const left = set === null ? channels : counts[set];
      expect(states[m].channels).toBe(left);
      expect(states[m].kept).toBeCloseTo(left / channels, 12);
      const zeros = own[0].index === 3 ? 1 - 100 / layers[3].kernelSize : 0;
      expect(states[m].zeros).toBeCloseTo(zeros, 12);
    }
  });

  it('has holes of its share of the area', () => {
    for (const zeros of [0, 0.3, 0.9, 1])
      expect(holeSide(zeros, 100) ** 2 / 10_000).toBeCloseTo(zeros, 2);
    expect(holeSide(0.25, 5)).toBe(2.5);
  });

  it('is as wide as what is left, to a quarter of a pixel', () => {
    const any = fc.property(
      fc.double({ min: 0.001, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 200, noNaN: true }),
      (kept, width) => {
        expect(Math.abs(keptShare(kept, width) - kept) * width).toBeLessThanOrEqual(0.25);
        expect(keptShare(kept, width)).toBeGreaterThan(0);
      },
    );
    fc.assert(any, SEED);
    expect(keptShare(1, 33.3)).toBeCloseTo(1, 2);
  });

  it('is coloured by what its layers cost, all maps together by what the network costs', () => {
    const costs = networkCosts(LAB);
    const known = {
      planned: costs,
      milliseconds: LAB.layers.map(({ index }) => index),
      joules: 0.5,
      harmOf: ({ channels }: { channels: number }) => (channels > 500 ? channels : null),
    };
    const sum = (id: string) =>
      maps.reduce((total, map) => total + (shadeOf(id).valueOf(map, known) ?? 0), 0);
    expect(sum('macs')).toBe(costs.macs);
    expect(sum('parameters')).toBe(costs.layers.reduce((all, own) => all + own.kernelSize, 0));
    expect(sum('milliseconds')).toBe(known.milliseconds.reduce((all, ms) => all + ms));
    expect(sum('energy')).toBeCloseTo(0.5, 12);
    expect(sum('sensitivity')).toBe(3 * 576 + 3 * 960 + 1280);
    expect(shadeOf('energy').valueOf(maps[0], { ...known, joules: null })).toBeNull();
    expect(shadeOf('no such').id).toBe('macs');
    expect([heat(null, 4), heat(0, 4), heat(1, 4), heat(4, 4), heat(1, 0)]).toEqual([
      ...[0, 0, 50, 100, 0],
    ]);
  });
});
