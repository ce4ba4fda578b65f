import type { Preparation } from '../meter/measuring/schedule';
import { bytesInMemory, NetworkMemory } from '../protocol/networkMemory';
import type { Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { endsBehindCut, isDense } from '../pruning/repairs';
import { preparationSeconds } from '../study/studyCost';
import type { BusyCores } from './labWorkers';
import { sharersOf, type PaceState, type SeenJob } from './paceState.svelte';

interface Parts {
  readonly pace: Pick<PaceState, 'pace' | 'crew'>;
  /** Of the file of the plan's network, every zero stored; 0 where nobody knows. */
  readonly denseBytesOf: (plan: Plan) => number;
  /** Whether it is read from a file instead of being repaired. */
  readonly isKept: (plan: Plan) => boolean;
}

interface Prepared {
  readonly bytes: number;
  /** In which workers' memory it is: at least in the first one's. */
  readonly cores: BusyCores;
}

/** Which networks an energy run finds in the workers' memory, and how long making the others takes. */
export class PreparedNetworks {
  readonly #parts: Parts;
  readonly #memory = new NetworkMemory<Prepared>(({ bytes }) => bytes);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Workers keep what they repair. Of one worker among several nobody knows whether it was the first. */
  measured(job: SeenJob, denseBytes: number): void {
    const { crew } = this.#parts.pace;
    const repaired = endsBehindCut(job.plan) && !isDense(job.plan);
    if (repaired && sharersOf(job, crew) === crew.workers)
      this.#memory.put(planKey(job.plan), {
        bytes: bytesInMemory(denseBytes, job.plan),
        cores: 'all',
      });
  }

  /** A load has run, in the first worker or in all. */
  loaded(plan: Plan, cores: BusyCores): void {
    this.#use(this.#memory, plan, cores);
  }

  forget(plan: Plan): void {
    this.#memory.delete(planKey(plan));
  }

  /** For a run of these plans from now on, in whose course networks may push each other out of memory. */
  preparation(plans: readonly Plan[], cores: BusyCores): Preparation {
    const { pace, isKept } = this.#parts;
    const memory = this.#memory.copy();
    return (network) => {
      const plan = plans[network];
      if (this.#use(memory, plan, cores)) return 0;
      return 1000 * preparationSeconds(plan, pace.pace, pace.crew, isKept(plan));
    };
  }

  /** @returns whether all of these workers had it already */
  #use(memory: NetworkMemory<Prepared>, plan: Plan, cores: BusyCores): boolean {
    const key = planKey(plan);
    const known = memory.get(key)?.cores;
    const there = known === 'all' || known === cores;
    const bytes = bytesInMemory(this.#parts.denseBytesOf(plan), plan);
    memory.put(key, { bytes, cores: there ? known : cores });
    return there;
  }
}
