/** What the strip can be coloured by, as far as it was measured: of the dense network, and of the plan. */
import type { Known } from '../../charts/network/shades';
import type { BlockMap } from '../../model/blocks';
import { networkCosts } from '../../model/costs';
import type { Network } from '../../model/network';
import type { FiguresState } from '../../state/figuresState.svelte';
import type { PlanTimesState } from '../../state/planTimes.svelte';
import type { SensitivityState } from '../../state/sensitivityState.svelte';
import { methodOf } from '../../pruning/methods';
import type { Plan } from '../../pruning/plan';

export interface Sources {
  readonly figures: FiguresState;
  readonly times: PlanTimesState;
  readonly sensitivity: SensitivityState;
}

/** Share whose loss is told. */
const SHARE = 0.5;

/** The plan has no part in it: it stays as it is while the slider moves. */
export function knownOfDense(network: Network, { figures, times, sensitivity }: Sources): Known {
  return {
    planned: networkCosts(network),
    milliseconds: times.dense,
    joules: metered(figures.dense),
    harmOf: harmOf(sensitivity),
  };
}

/** Null before the plan's table is there. Times of the dense network stand in for those of a plan that was not timed. */
export function knownOfPlan(dense: Known, { figures, times }: Sources, plan: Plan): Known | null {
  const { planned } = figures;
  if (!planned) return null;
  const milliseconds = times.cutOf(plan);
  if (!milliseconds) return { ...dense, planned };
  return { ...dense, planned, milliseconds, joules: metered(figures.measured) };
}

/** By a meter, or a simulated one; an estimate knows nothing that the time does not say. */
function metered(measured: FiguresState['measured']): number | null {
  const energy = measured?.point.energy;
  return energy && energy.source !== 'estimated' ? energy.perInferenceJ.gross.mean : null;
}

function harmOf({ plan, dense, points }: SensitivityState): Known['harmOf'] {
  if (!plan || !dense) return () => null;
  const channels = methodOf(plan.method).criterion.kind === 'channels';
  const harms = new Map(
    points
      .filter(({ share }) => share === SHARE)
      .map(({ unit, crossEntropy }) => [unit, crossEntropy - dense.crossEntropy]),
  );
  const unitOf = ({ set, layers: [maker] }: BlockMap) => (channels ? set : maker.index);
  return (map) => harms.get(unitOf(map) ?? -1) ?? null;
}
