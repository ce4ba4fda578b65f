/** The joules of a study that a program asked for. */
import type { RuntimeId } from '../study/runtimes';
import type { Outcome } from '../base/outcome';
import type { Plan } from '../pruning/plan';
import { withEstimate } from '../study/energy';
import type { Study } from '../study/point';
import type { EnergyChoice, EnergyState } from './energyState.svelte';
import type { Orders } from './orders';
import type { MeterState } from './meterState.svelte';
import { partOf } from './part';

export interface EnergyOrder {
  /** `replay`: a recording of a meter's bytes plays, whatever the board does. */
  readonly source: 'none' | 'estimated' | 'simulated' | 'replay';
  /** The recording, base64. */
  readonly recording?: string;
  /** The supply's volts, where the recording tells none. */
  readonly constantVolts?: number;
  readonly choice: Partial<EnergyChoice>;
}

export const NO_ENERGY: EnergyOrder = { source: 'none', choice: {} };

/** 50 readings a second, in frames of a real meter. */
const SIMULATED = 'powerz';

/** Measures the energy of plans that are measured already; does nothing where no meter is asked for. */
export async function orderEnergy(
  { meter, energy, orders }: { meter: MeterState; energy: EnergyState; orders: Orders },
  plans: readonly Plan[],
  order: EnergyOrder,
): Promise<Outcome<null>> {
  if (order.source === 'none' || order.source === 'estimated') return { ok: true, value: null };
  const connected =
    order.source === 'simulated'
      ? await meter.simulate(SIMULATED)
      : await replay(meter, bytesOf(order.recording ?? ''), order.constantVolts);
  if (!connected.ok) return connected;
  energy.change(order.choice);
  return orders.measureEnergy(plans);
}

/** Nobody is there to answer: what a recording leaves open ends the study before it begins. */
async function replay(meter: MeterState, file: Uint8Array, volts?: number) {
  const reading = [import('../meter/readRecording'), import('../meter/recordingDoubt')] as const;
  const readers = await partOf(Promise.all(reading));
  if (!readers.ok) return readers;
  const [{ readRecording }, { doubtOf }] = readers.value;
  const recording = readRecording(file);
  const doubt = recording.ok ? doubtOf(recording.value, volts) : recording;
  return doubt ?? meter.replay(file, '', volts);
}

/** Points that no meter has measured get their estimate, which is named so. */
export function withEstimates(study: Study, runtime: RuntimeId): Study {
  return { ...study, points: study.points.map((point) => withEstimate(point, runtime)) };
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
