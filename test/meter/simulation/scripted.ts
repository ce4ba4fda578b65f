/** A scripted minute at a meter, in simulated time: idle, burst of work, idle, with everything that disturbs. */
import type { Meter } from '../../../src/meter/meters';
import { windowPower, type WindowPower } from '../../../src/meter/energy/windowPower';
import { DEFAULT_OPTIONS } from '../../../src/meter/meter';
import { MeterSession } from '../../../src/meter/session';
import { ScriptedCurve, type Piece } from '../../../src/meter/simulation/powerCurve';
import { simulateMeter } from '../../../src/meter/simulation/simulatedMeter';
import { seededRandom, type Random } from '../../../src/base/seededRandom';

export interface Schedule {
  readonly idleBefore: readonly [number, number];
  readonly active: readonly [number, number];
  readonly idleAfter: readonly [number, number];
  readonly endMs: number;
}

export function scheduleOf(windowMs: number, settleMs: number, startMs: number): Schedule {
  const at = (ms: number) => startMs + ms;
  const idle = at(settleMs);
  const active = idle + windowMs + settleMs;
  const after = active + windowMs + settleMs;
  return {
    idleBefore: [idle, idle + windowMs],
    active: [active, active + windowMs],
    idleAfter: [after, after + windowMs],
    endMs: after + windowMs + settleMs,
  };
}

/** Times since 1970 in ms have no finer digits than a quarter of a microsecond. */
const EPSILON_MS = 0.01;

/** Idle drifts, work begins with a step and warms up along a ramp, short spikes everywhere. */
export function scriptedCurve(
  { idleBefore, active, endMs }: Schedule,
  scale: number,
  random: Random,
): ScriptedCurve {
  const idleW = scale * (2.4 + 0.6 * random());
  const drift = scale * 0.06 * (random() - 0.5);
  const workW = scale * (0.8 + 2.4 * random());
  const warming = scale * 0.2 * random();
  const windowMs = active[1] - active[0];
  const spikeMs = windowMs / (40 + 80 * random());
  const pieces: Piece[] = [];
  const base = (ms: number) => {
    const idle = idleW + (drift * (ms - idleBefore[0])) / windowMs;
    const working = ms >= active[0] - spikeMs && ms < active[1];
    return working ? idle + workW + (warming * (ms - active[0])) / windowMs : idle;
  };
  const start = idleBefore[0] - windowMs;
  for (let ms = start; ms < endMs; ms += spikeMs) {
    const spike = random() < 0.1 ? scale * 0.5 * random() : 0;
    const until = Math.min(ms + spikeMs, endMs);
    pieces.push({ fromMs: ms, startW: base(ms) + spike, endW: base(until - EPSILON_MS) + spike });
  }
  return withEdges(pieces, base, [active[0] - spikeMs, active[1]], endMs);
}

/** Cuts pieces at the moments where work begins and ends. */
function withEdges(
  pieces: readonly Piece[],
  base: (ms: number) => number,
  edges: readonly number[],
  endMs: number,
): ScriptedCurve {
  const cut = edges.map((ms) => ({ fromMs: ms, startW: base(ms), endW: base(ms) }));
  const sorted = [...pieces, ...cut].sort((a, b) => a.fromMs - b.fromMs);
  const honest = sorted.map((piece, i) => {
    const until = sorted[i + 1]?.fromMs ?? endMs;
    const spike = piece.startW - base(piece.fromMs);
    return { ...piece, endW: base(until - EPSILON_MS) + spike };
  });
  return new ScriptedCurve(honest, endMs);
}

/** Runs host and meter against each other in steps of events. */
export function runMeter(
  meter: Meter,
  curve: ScriptedCurve,
  startMs: number,
  endMs: number,
  seed: number,
) {
  const random = seededRandom(seed, 1);
  const session = new MeterSession(meter, DEFAULT_OPTIONS, 1 << 16);
  const emulator = simulateMeter(meter.id, curve, random, startMs);
  let now = startMs;
  while (now < endMs) {
    for (const { bytes, atMs } of emulator.produce(now)) {
      const cut = Math.floor(random() * bytes.length);
      session.receive(bytes.subarray(0, cut), atMs);
      session.receive(bytes.subarray(cut), atMs);
    }
    const request = session.due(now);
    if (request) emulator.hear(request, now);
    const next = Math.min(emulator.nextAtMs, session.nextAtMs);
    now = Math.max(next, now + 0.05);
  }
  return session;
}

export function powerOf(
  session: MeterSession,
  [fromMs, toMs]: readonly [number, number],
): WindowPower {
  const { ring, measured: meter } = session;
  const samples = ring.slice(ring.indexAt(fromMs) - 1, ring.indexAt(toMs) + 1);
  const power = windowPower(samples, fromMs, toMs, meter);
  if (!power) throw new Error(`${meter.id}: no samples in the window`);
  return power;
}
