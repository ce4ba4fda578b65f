/** The whole protocol at a troubled board, in simulated time; what it finds, and what is true. */
import type { Meter } from '../../../src/meter/meters';
import {
  defaultSettings,
  type MeasuringSettings,
} from '../../../src/meter/measuring/measuringSettings';
import type { Step } from '../../../src/meter/measuring/step';
import type { InferenceEnergy, Interval } from '../../../src/meter/energy/inferenceEnergy';
import { trimMs, windowPower } from '../../../src/meter/energy/windowPower';
import { MeasuringRun } from '../../../src/meter/measuring/measuringRun';
import { decisive, type WindowRecord } from '../../../src/meter/measuring/windowRecord';
import { seededRandom, type Random } from '../../../src/base/seededRandom';
import { steady, TroubledBoard, type Background } from './board';
import { TroubledMeter, type Faults } from './meter';

export interface Trouble {
  readonly meter: Meter;
  readonly faults?: Partial<Faults>;
  /** On top of the 2.6 W at rest. */
  readonly background?: (random: Random) => readonly Background[];
  /** What happens to the board while a network runs. */
  readonly onLoad?: (board: TroubledBoard, load: Load, random: Random) => void;
  /** Factor of the latency at the end of a window; 1: steady. */
  readonly slowing?: (random: Random) => Slowing | null;
  readonly settings?: Partial<MeasuringSettings>;
}

export interface Load {
  readonly step: Step;
  readonly fromMs: number;
  readonly toMs: number;
  readonly watts: number;
}

/** From a share of the window on the clock is slower by a factor, and the network draws less. */
export interface Slowing {
  readonly from: number;
  readonly factor: number;
}

/** Watts above idle of each network. */
export const LOADS = [1.4, 0.9];
/** At full speed. */
export const INFERENCE_MS = 10;

export interface Found {
  readonly energy: InferenceEnergy;
  readonly windows: readonly WindowRecord[];
  /** Joules of one inference in the windows that the result is made of. */
  readonly truth: { readonly gross: number; readonly aboveIdle: number };
}

export function measure(trouble: Trouble, seed: number): { run: MeasuringRun; found: Found[] } {
  const random = seededRandom(seed, 3);
  const board = new TroubledBoard([steady(2.6), ...(trouble.background?.(random) ?? [])]);
  const meter = new TroubledMeter(trouble.meter, trouble.faults ?? {}, random);
  const settings = { ...defaultSettings(trouble.meter), mostRepeats: 3, ...trouble.settings };
  const run = new MeasuringRun(settings, LOADS.length, seededRandom(seed, 0));
  let nowMs = 5000;
  for (let step = run.step; step; step = run.step)
    nowMs = carryOut({ run, step, board, meter, trouble, random }, nowMs);
  return { run, found: LOADS.flatMap((_, network) => foundOf(run, board, network)) };
}

interface Scene {
  readonly run: MeasuringRun;
  readonly step: Step;
  readonly board: TroubledBoard;
  readonly meter: TroubledMeter;
  readonly trouble: Trouble;
  readonly random: Random;
}

function carryOut({ run, step, board, meter, trouble, random }: Scene, nowMs: number): number {
  const [fromMs, toMs] = [nowMs, nowMs + step.durationMs];
  const slowing = step.kind === 'window' ? (trouble.slowing?.(random) ?? null) : null;
  if (step.network !== null) {
    const watts = LOADS[step.network];
    const slowMs = fromMs + (slowing ? slowing.from : 1) * step.durationMs;
    board.load(fromMs, slowMs, watts);
    if (slowing) board.load(slowMs, toMs, watts / slowing.factor);
    trouble.onLoad?.(board, { step, fromMs, toMs, watts }, random);
  }
  const measured = step.kind === 'idle' || step.kind === 'window';
  if (measured) meter.read(board, toMs + 100);
  const drift = slowing ? slowing.factor : 1;
  run.finish({
    fromMs,
    toMs,
    power: measured ? powerOf(meter, fromMs, toMs) : null,
    inferences: step.kind === 'window' ? inferencesOf(step, slowing) : 0,
    latencyDrift: drift,
    spoiled: drift > 1.2 ? 'throttled' : null,
  });
  return toMs;
}

function inferencesOf({ durationMs }: Step, slowing: Slowing | null): number {
  const all = durationMs / INFERENCE_MS;
  return slowing ? all * (slowing.from + (1 - slowing.from) / slowing.factor) : all;
}

function powerOf({ ring, row }: TroubledMeter, fromMs: number, toMs: number) {
  const trim = trimMs(row, toMs - fromMs);
  const samples = ring.slice(ring.indexAt(fromMs - trim) - 1, ring.indexAt(toMs) + 1);
  return windowPower(samples, fromMs, toMs, row);
}

function foundOf(run: MeasuringRun, board: TroubledBoard, network: number): Found[] {
  const energy = run.energyOf(network);
  const windows = run.windows.filter((window) => window.network === network);
  if (!energy) return [];
  const used = decisive(windows);
  const mean = (wattMs: (fromMs: number, toMs: number) => number) =>
    used.reduce(
      (total, { active, inferences }) =>
        total + wattMs(active.fromMs, active.toMs) / 1000 / inferences,
      0,
    ) / used.length;
  const truth = {
    gross: mean((from, to) => board.wattMs(from, to)),
    aboveIdle: mean((from, to) => board.ownWattMs(from, to)),
  };
  return [{ energy, windows, truth }];
}

export function holds({ low, high }: Interval, truth: number): boolean {
  return truth >= low && truth <= high;
}
