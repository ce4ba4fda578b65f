import { seededRandom } from '../base/seededRandom';
import { MeasuringRun, type TimeLeft } from '../meter/measuring/measuringRun';
import type { Plan } from '../pruning/plan';
import { networksOf } from '../study/measuredPoint';
import type { EnergyState } from './energyState.svelte';

/**
 * How long it takes to measure the energy of these plans where no window is spoiled, making their networks included;
 * null without a meter. It stands apart from the state: the first script carries no protocol.
 */
export function energyTime(energy: EnergyState, plans: readonly Plan[]): TimeLeft | null {
  const settings = energy.settings();
  if (!settings) return null;
  const networks = networksOf(plans);
  const preparation = energy.preparation(networks);
  return new MeasuringRun(settings, networks.length, seededRandom(1, 0), preparation).left;
}
