/** The plan's network and the dense one, as they stand beside each other on the page. */
import { timedBeside, withEstimate } from '../study/energy';
import { runtimeOf, type RuntimeId } from '../study/runtimes';
import type { OperatingPoint } from '../study/point';
import type { FiguresState } from './figuresState.svelte';
import type { KnownPoints } from './knownPoints';

export interface ShownPair {
  /** Null until the plan is measured. */
  readonly point: OperatingPoint | null;
  /** As it was timed in the point's rounds; null until it is measured. */
  readonly dense: OperatingPoint | null;
}

/** Joules are estimated where no meter was there. @param chosen what answers where the plan's numbers leave a choice */
export function shownPair(
  { measured, dense }: Pick<FiguresState, 'measured' | 'dense'>,
  known: Pick<KnownPoints, 'shown'>,
  chosen: RuntimeId,
): ShownPair {
  const shown = measured ?? dense;
  if (!shown) return { point: null, dense: null };
  // Both by what runs the plan: int8 has kernels alone.
  const ran = runtimeOf(shown.point.plan, chosen);
  const point = measured && withEstimate(known.shown(measured), ran);
  const beside = dense && (point ? timedBeside(dense.point, point) : dense.point);
  return { point, dense: beside && withEstimate(beside, ran) };
}
