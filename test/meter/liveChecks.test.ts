import { describe, expect, it } from 'vitest';
import { liveChecks } from '../../src/meter/liveChecks';
import { meterById } from '../../src/meter/meters';
import { SampleFlag } from '../../src/meter/sampleBlock';
import type { MeterFigures } from '../../src/meter/session';

const FINE: MeterFigures = {
  timeMs: 0,
  volts: 5.1,
  amps: 0.6,
  watts: 3.06,
  flags: 0,
  rateHz: 2,
  stalled: false,
  turnedRound: false,
  counts: { frames: 1, skippedBytes: 0, lostSamples: 0 },
  latencyMs: 50,
  jitterMs: 5,
  problem: null,
  notice: null,
  totals: {
    sinceMs: NaN,
    seconds: 0,
    leftOutSeconds: 0,
    gaps: 0,
    milliwattHours: 0,
    milliampHours: 0,
  },
};
const codes = (change: Partial<MeterFigures>) =>
  liveChecks({ ...FINE, ...change }, meterById('um24c')).map(({ code }) => code);

describe('live checks', () => {
  it.each([
    ['nothing to say', {}, []],
    ['no sample yet', { watts: NaN }, []],
    ['power is not volts × amps', { flags: SampleFlag.powerMismatch }, ['power-mismatch']],
    ['a weak supply', { volts: 4.7 }, ['low-supply']],
    ['near 3 A', { amps: 2.8, watts: 14.3 }, ['near-limit']],
    ['no 5 V board', { volts: 9 }, ['no-such-board']],
    ['nothing connected behind', { amps: 0.01, watts: 0.05 }, ['too-little-power']],
    ['turned round', { amps: -0.6, watts: -3.06, turnedRound: true }, ['backwards']],
    ['a moment of current backwards', { amps: -0.6, watts: -3.06 }, []],
  ] as const)('%s', (_, change, expected) => expect(codes(change)).toEqual(expected));
});
