import type { Outcome, Plan } from '../../src/pruning/plan';
import { planKey } from '../../src/pruning/planKey';
import type { CompactNetwork } from '../../src/pruning/surgery';

/** Seven whole MobileNetV2 in each worker: repairing one anew may take minutes, but a small board has 1 GB for all. */
const MOST_BYTES = 64 << 20;

/** Networks that were cut and repaired lately; the one that was used longest ago makes room. */
export class RecentNetworks {
  private readonly networks = new Map<string, CompactNetwork>();

  async get(
    plan: Plan,
    make: () => Promise<Outcome<CompactNetwork>>,
  ): Promise<Outcome<CompactNetwork>> {
    const key = planKey(plan);
    const known = this.networks.get(key);
    const made = known ? ({ ok: true, value: known } as const) : await make();
    if (made.ok) this.remember(plan, made.value);
    return made;
  }

  forget(plan: Plan): void {
    this.networks.delete(planKey(plan));
  }

  remember(plan: Plan, network: CompactNetwork): void {
    const key = planKey(plan);
    this.networks.delete(key);
    this.networks.set(key, network);
    const total = () => [...this.networks.values()].reduce((sum, kept) => sum + bytesOf(kept), 0);
    while (total() > MOST_BYTES && this.networks.size > 1) {
      const [oldest] = this.networks.keys();
      this.networks.delete(oldest);
    }
  }
}

function bytesOf({ weights }: CompactNetwork): number {
  return weights.reduce((sum, { kernel }) => sum + kernel.byteLength, 0);
}
