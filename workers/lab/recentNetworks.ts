import type { Outcome } from '../../src/base/outcome';
import type { Plan } from '../../src/pruning/plan';
import { planKey } from '../../src/pruning/planKey';
import type { CompactNetwork } from '../../src/pruning/surgery';
import { NetworkMemory } from '../../src/protocol/networkMemory';

/** Networks that were cut and repaired lately; the one that was used longest ago makes room. */
export class RecentNetworks {
  private readonly networks = new NetworkMemory<CompactNetwork>(bytesOf);

  async get(
    plan: Plan,
    make: () => Promise<Outcome<CompactNetwork>>,
  ): Promise<Outcome<CompactNetwork>> {
    const known = this.networks.get(planKey(plan));
    if (known) return { ok: true, value: known };
    const made = await make();
    if (made.ok) this.remember(plan, made.value);
    return made;
  }

  /** For a look in passing, which keeps the network no longer in memory. */
  peek(plan: Plan): CompactNetwork | undefined {
    return this.networks.peek(planKey(plan));
  }

  forget(plan: Plan): void {
    this.networks.delete(planKey(plan));
  }

  remember(plan: Plan, network: CompactNetwork): void {
    this.networks.put(planKey(plan), network);
  }
}

/** An int8 network's integers lie beside the reals that they were rounded from. */
function bytesOf({ weights, stored }: CompactNetwork): number {
  return (
    kernelBytes(weights) + (stored?.precision === 'int8' ? kernelBytes(stored.quantised.layers) : 0)
  );
}

function kernelBytes(layers: readonly { readonly kernel: ArrayBufferView }[]): number {
  return layers.reduce((sum, { kernel }) => sum + kernel.byteLength, 0);
}
