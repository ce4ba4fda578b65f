import type { Clock } from '../base/clock';
import type { Plan } from '../pruning/plan';

const TICK_MS = 1000;

/** Plans that are being worked on now, and for how long: so that the time left goes down while they are in hand. */
export class PlansInHand {
  #begun = $state.raw<readonly { readonly plan: Plan; readonly at: number }[]>([]);
  readonly plans: readonly Plan[] = $derived(this.#begun.map(({ plan }) => plan));
  /** By the clock, ms. */
  #now = $state(0);
  readonly #clock: Clock;
  #stop: () => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Since the plan was begun; 0 for one that is not in hand. */
  secondsOf(plan: Plan): number {
    const begun = this.#begun.find((inHand) => inHand.plan === plan);
    return begun ? (this.#now - begun.at) / 1000 : 0;
  }

  async during(plans: readonly Plan[], work: () => Promise<void>): Promise<void> {
    this.#now = this.#clock.now();
    this.#begun = [...this.#begun, ...plans.map((plan) => ({ plan, at: this.#now }))];
    await work();
    this.#begun = this.#begun.filter(({ plan }) => !plans.includes(plan));
  }

  /** Follows the clock as long as anything goes on. */
  watch(goesOn: () => boolean): void {
    this.#now = this.#clock.now();
    this.#stop();
    if (goesOn()) this.#stop = this.#clock.after(TICK_MS, () => this.watch(goesOn));
  }
}
