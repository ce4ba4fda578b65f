import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedLayout, pointedAt } from '../../src/charts/expectedLayout';
import { EXPECTED_LEVELS, flatCurve } from '../../src/study/expectedCurve';
import { nodeKey } from '../../src/panels/expectation/nodeKey';
import { sampleStudy } from '../study/sampleStudy';

const SIZE = { width: 360, height: 200 };

describe('the picture of an expected curve', () => {
  it('has each node where a pointer finds it again', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: EXPECTED_LEVELS.length,
      maxLength: EXPECTED_LEVELS.length,
    });
    fc.assert(
      fc.property(shares, (curve) => {
        expectedLayout(curve, [], SIZE).nodes.forEach((place, node) => {
          const found = pointedAt(place, SIZE);
          expect(found.node).toBe(node);
          expect(found.accuracy).toBeCloseTo(curve[node], 9);
        });
      }),
      { seed: 3 },
    );
  });

  it('holds a pointer outside to the ends', () => {
    expect(pointedAt({ x: -50, y: -50 }, SIZE)).toEqual({ node: 0, accuracy: 1 });
    expect(pointedAt({ x: 900, y: 900 }, SIZE)).toEqual({ node: 9, accuracy: 0 });
  });

  it('has measured points inside the frame', () => {
    const { points } = sampleStudy();
    const { measured, frame } = expectedLayout(flatCurve(1), points, SIZE);
    expect(measured).toHaveLength(points.length);
    for (const { x, y } of measured) {
      expect(x).toBeGreaterThanOrEqual(frame.left);
      expect(x).toBeLessThanOrEqual(frame.right);
      expect(y).toBeGreaterThanOrEqual(frame.top);
      expect(y).toBeLessThanOrEqual(frame.bottom);
    }
  });
});

describe('keys on a node', () => {
  it('move it, or the focus to its neighbours', () => {
    expect(nodeKey('ArrowUp', 4, 0.5)).toEqual({ accuracy: 0.51 });
    expect(nodeKey('PageDown', 4, 0.5)).toEqual({ accuracy: 0.4 });
    expect(nodeKey('ArrowRight', 4, 0.5)).toEqual({ node: 5 });
    expect(nodeKey('ArrowRight', 9, 0.5)).toBeNull();
    expect(nodeKey('ArrowLeft', 0, 0.5)).toBeNull();
    expect(nodeKey('a', 4, 0.5)).toBeNull();
  });
});
