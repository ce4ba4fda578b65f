/** Latencies of plans, with the sizes of what was timed, and of the dense network beside them. */
import type { Outcome } from '../../src/base/outcome';
import type { Plan } from '../../src/pruning/plan';
import { isDense } from '../../src/pruning/repairs';
import type { CompactNetwork } from '../../src/pruning/surgery';
import type { LatencyJob, LatencyResult, TimedPlan } from '../../src/protocol/lab';
import { timerTickMs } from '../runtime/latency';
import { countSize } from './measureSize';
import { sameWork } from './pointNetwork';
import { timeNetworks, type Resident } from './resident';

/** Plans whose networks take turns; more of them would fill the memory of a small board. */
const TIMED_TOGETHER = 4;

interface Surroundings {
  readonly superseded: () => boolean;
  readonly onProgress: (rounds: number) => void;
}

/** The dense network takes part in the rounds of every few plans: it is what each of them is compared with. */
export async function measureLatency(
  resident: Resident,
  { plans, kept, warmUpRuns, runs, threads = 1 }: LatencyJob,
  surroundings: Surroundings,
): Promise<Outcome<LatencyResult>> {
  const timed: TimedPlan[] = [];
  for (let first = 0; first < plans.length; first += TIMED_TOGETHER) {
    const batch = plans.slice(first, first + TIMED_TOGETHER);
    const pruned = batch.filter((plan) => !isDense(plan));
    const fileOf = (plan: Plan) => kept?.[plans.indexOf(plan)];
    const networks = await networksOf(resident, pruned, fileOf, surroundings.superseded);
    if (!networks.ok) return networks;
    const together = [resident.checkpoint, ...networks.value];
    const rounds = await timeNetworks(
      resident,
      together,
      threads,
      { warmUpRuns, runs },
      surroundings,
    );
    if (!rounds.ok) return rounds;
    const [dense, ...others] = rounds.value;
    const own = new Map(
      pruned.map((plan, i): [Plan, TimedPlan] => [
        plan,
        { ...others[i], size: countSize(networks.value[i]), dense: dense.runsMs },
      ]),
    );
    const uncut = () => ({ ...dense, size: countSize(resident.checkpoint), dense: null });
    timed.push(...batch.map((plan) => own.get(plan) ?? uncut()));
  }
  return { ok: true, value: { timed, tickMs: timerTickMs() } };
}

async function networksOf(
  resident: Resident,
  plans: readonly Plan[],
  fileOf: (plan: Plan) => Blob | undefined,
  superseded: () => boolean,
): Promise<Outcome<CompactNetwork[]>> {
  const networks: CompactNetwork[] = [];
  for (const plan of plans) {
    const network = await sameWork(resident, plan, fileOf(plan), superseded);
    if (!network.ok) return network;
    networks.push(network.value);
  }
  return { ok: true, value: networks };
}
