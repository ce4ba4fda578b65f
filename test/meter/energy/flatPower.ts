import type { MeasuredWindow } from '../../../src/meter/energy/inferenceEnergy';
import type { WindowPower } from '../../../src/meter/energy/windowPower';

/** A window of 10 s, or of another span, over which the power stays the same. */
export function flatPower(
  meanW: number,
  fromMs = 0,
  fields: Partial<WindowPower> = {},
): WindowPower {
  const toMs = fields.toMs ?? fromMs + 10_000;
  const at = (share: number) => fromMs + share * (toMs - fromMs);
  return {
    ...{ fromMs, toMs, meanW, samples: 900, coveredShare: 1, driftW: 0 },
    random: { standard: 0, freedom: Infinity },
    ...{ sharedW: 0, gainShare: 0, offsetW: 0, meanVolts: 5.1, lowestVolts: 5 },
    parts: [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => ({ atMs: at(share), watts: meanW })),
    ...fields,
  };
}

/** A standard uncertainty that is known for sure. */
export function sure(standard: number) {
  return { standard, freedom: Infinity };
}

/** Idle, load and idle again, 10 s each with pauses of 5 s between them. */
export function windowOf(
  [before, active, after]: readonly [number, number, number],
  inferences: number,
  fields: Partial<MeasuredWindow> = {},
  startMs = 0,
): MeasuredWindow {
  return {
    idleBefore: flatPower(before, startMs),
    active: flatPower(active, startMs + 15_000),
    idleAfter: flatPower(after, startMs + 30_000),
    ...{ inferences, latencyDrift: 1, disturbed: false },
    ...fields,
  };
}
