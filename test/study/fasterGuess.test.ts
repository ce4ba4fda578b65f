import { describe, expect, it } from 'vitest';
import { CONTENDERS, fasterOf } from '../../src/study/fasterGuess';
import type { OperatingPoint } from '../../src/study/point';
import { samplePoint } from './sampleStudy';

/** @param ratio to the dense network of the same rounds, with an interval of `spread` on either side */
function timed(point: OperatingPoint, ratio: number, spread: number): OperatingPoint {
  const vsDense = { denseMedian: 2, ratio, low: ratio / spread, high: ratio * spread };
  const { tfjs } = point.latencyMs;
  return { ...point, latencyMs: { tfjs: { ...tfjs!, vsDense } } };
}

const zeros = samplePoint(CONTENDERS.zeros);
const channels = samplePoint(CONTENDERS.channels);

describe('the faster of two networks', () => {
  it('is the one that needs the smaller part of the dense network’s time', () => {
    const answer = fasterOf(timed(zeros, 1, 1.01), timed(channels, 0.5, 1.01), 'tfjs');
    expect(answer).toEqual({ faster: 'channels', times: 2 });
    const other = fasterOf(timed(zeros, 0.25, 1.01), timed(channels, 0.5, 1.01), 'tfjs');
    expect(other).toEqual({ faster: 'zeros', times: 2 });
  });

  it('is neither where the difference may be chance', () => {
    const answer = fasterOf(timed(zeros, 0.5, 1.3), timed(channels, 0.55, 1.3), 'tfjs');
    expect(answer?.faster).toBe('equal');
  });

  it('is unknown before both are timed on the runtime', () => {
    expect(fasterOf({ ...zeros, latencyMs: {} }, timed(channels, 0.5, 1.1), 'tfjs')).toBeNull();
    expect(fasterOf(timed(zeros, 1, 1.1), timed(channels, 0.5, 1.1), 'kernels')).toBeNull();
  });
});
