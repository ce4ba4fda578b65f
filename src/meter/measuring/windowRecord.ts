/** What becomes of a window: clean, disturbed but telling, or of no use. */
import type { SpoilReason, StepResult } from './step';
import type { MeasuredWindow } from '../energy/inferenceEnergy';
import type { WindowPower } from '../energy/windowPower';

/** A disturbed window that is covered less tells nothing. */
const LEAST_KNOWN = 0.5;
const LEAST_DISTURBED_SAMPLES = 8;

/** One window as it is kept: spoiled ones too. */
export interface WindowRecord {
  readonly network: number;
  readonly round: number;
  readonly attempt: number;
  readonly result: StepResult;
  /** With its idle neighbours; null for spoiled windows. */
  readonly measured: MeasuredWindow | null;
  /** The same of a spoiled window that tells something nevertheless. */
  readonly disturbed: MeasuredWindow | null;
}

/** Why it does not count, in words as in study.json; null where it does. Without clean neighbours it has no baseline. */
export function causeOf({ result, measured }: WindowRecord): string | null {
  return result.spoiled ?? (measured ? null : 'no-baseline');
}

/** The windows that a network's result is made of: clean ones, or where there are none the disturbed ones. */
export function decisive(windows: readonly WindowRecord[]): readonly MeasuredWindow[] {
  const clean = windows.flatMap(({ measured }) => measured ?? []);
  return clean.length > 0 ? clean : windows.flatMap(({ disturbed }) => disturbed ?? []);
}

/** An idle window, and whether nothing disturbed it. */
export interface Rest {
  readonly power: WindowPower;
  readonly clean: boolean;
}

export function restOf({ power, spoiled }: StepResult): Rest | null {
  return isTelling(power) && spoiled !== 'turned-round' ? { power, clean: spoiled === null } : null;
}

export function windowOf(
  { power, inferences, latencyDrift, spoiled }: StepResult,
  before: Rest | null,
  after: Rest | null,
): MeasuredWindow | null {
  if (!isTelling(power) || inferences === 0 || !before || !after) return null;
  if (spoiled === 'turned-round') return null;
  const disturbed = spoiled !== null || !before.clean || !after.clean;
  const idle = { idleBefore: before.power, idleAfter: after.power };
  return { active: power, inferences, ...idle, latencyDrift, disturbed };
}

function isTelling(power: WindowPower | null): power is WindowPower {
  if (!power) return false;
  return power.samples >= LEAST_DISTURBED_SAMPLES && power.coveredShare >= LEAST_KNOWN;
}

const BY_THE_USER: readonly SpoilReason[] = ['page-hidden', 'meter-lost', 'turned-round'];

/** What the user did passes; what the computer, the board or the link did will be the same next time. */
export function isDisturbed({ measured, result: { spoiled } }: WindowRecord): boolean {
  return measured === null && !(spoiled && BY_THE_USER.includes(spoiled));
}
