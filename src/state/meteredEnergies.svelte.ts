import { SvelteMap } from 'svelte/reactivity';
import type { Plan } from '../pruning/plan';
import type { Energy } from '../study/point';
import { energyKey } from '../study/measuredPoint';

/** Joules of every network that was under a meter in this visit, also of one that is no point yet. */
export class MeteredEnergies {
  readonly #energies = new SvelteMap<string, Energy>();

  /** Whatever the method of an uncut network; null where it was never metered. */
  of(plan: Plan): Energy | null {
    return this.#energies.get(energyKey(plan)) ?? null;
  }

  add(plan: Plan, energy: Energy): void {
    this.#energies.set(energyKey(plan), energy);
  }
}
