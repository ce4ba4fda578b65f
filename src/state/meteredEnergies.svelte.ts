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

  /** Where so many threads computed each image together. */
  on(plan: Plan, threads: number): Energy | null {
    return this.#energies.get(keyOn(plan, threads)) ?? null;
  }

  add(plan: Plan, energy: Energy): void {
    this.#energies.set(energyKey(plan), energy);
    this.#energies.set(keyOn(plan, energy.threads ?? 1), energy);
  }
}

function keyOn(plan: Plan, threads: number): string {
  return `${energyKey(plan)} threads=${threads}`;
}
