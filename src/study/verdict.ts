/** What a plan will and will not bring on this runtime, said before anything is measured. */
import type { Network } from '../model/network';
import { methodOf } from '../pruning/methods';
import { percentDigits } from '../base/percent';
import type { Plan } from '../pruning/plan';

/** Figures of a network, counted from its shapes and non-zeros. */
export interface VerdictFigures {
  readonly macs: number;
  readonly denseBytes: number;
  readonly encodedBytes: number;
  readonly network: Network;
}

export interface Verdict {
  readonly sentence: string;
  /** Faster on this runtime, not faster, or faster with something to look out for. */
  readonly tone: 'good' | 'neutral' | 'warning';
}

/** What executes the network: `dense` multiplies every zero, `sparse` skips zeros. */
export type Runtime = 'dense' | 'sparse';

/** Share of the theoretical speed-up that channel removal brings in practice: published figures span it. */
const PRACTICE = { least: 0.75, most: 0.9 } as const;
/** Lanes of a 128-bit vector of float32. */
const LANES = 4;

export function verdict(
  plan: Plan,
  dense: VerdictFigures,
  planned: VerdictFigures,
  runtime: Runtime = 'dense',
): Verdict {
  if (plan.level === 0) {
    return {
      tone: 'neutral',
      sentence: 'The dense network: what every other point is compared with.',
    };
  }
  return methodOf(plan.method).criterion.kind === 'channels'
    ? channelVerdict(dense, planned)
    : weightVerdict(dense, planned, runtime);
}

function weightVerdict(dense: VerdictFigures, planned: VerdictFigures, runtime: Runtime): Verdict {
  const fewerBytes = change(planned.encodedBytes, dense.denseBytes, 'bytes when sparse-encoded');
  if (runtime === 'dense') {
    const sentence = `Dense runtime: masked weights will not run faster; ${fewerBytes}.`;
    return { tone: 'neutral', sentence };
  }
  const fewerMacs = change(planned.macs, dense.macs, 'multiplications');
  return {
    tone: 'good',
    sentence: `Sparse runtime: zeros are skipped, ${fewerMacs}; ${fewerBytes}.`,
  };
}

function channelVerdict(dense: VerdictFigures, planned: VerdictFigures): Verdict {
  const fewerMacs = change(planned.macs, dense.macs, 'multiplications');
  const fewerBytes = change(planned.denseBytes, dense.denseBytes, 'bytes');
  const sentence = `Channels are really removed: ${fewerMacs}, ${fewerBytes}; ${speedUp(dense.macs / planned.macs)}.`;
  const odd = planned.network.sets.filter(({ size }) => size % LANES !== 0).length;
  if (odd === 0) return { tone: 'good', sentence };
  const sets = odd === 1 ? '1 channel set has' : `${odd} channel sets have`;
  const warning = `${sets} a size that is no multiple of ${LANES}, which can run slower; rounding avoids it.`;
  return { tone: 'warning', sentence: `${sentence} ${warning}` };
}

/** @param theory dense multiplications ÷ planned ones, ≥ 1 */
function speedUp(theory: number): string {
  const least = 1 + (theory - 1) * PRACTICE.least;
  const most = 1 + (theory - 1) * PRACTICE.most;
  const [low, high] = [least.toFixed(1), most.toFixed(1)];
  return low === high ? `expect about ${low}× the speed` : `expect ${low} to ${high}× the speed`;
}

function change(after: number, before: number, what: string): string {
  const percent = percentDigits(Math.abs(1 - after / before), 0);
  return `${percent} % ${after > before ? 'more' : 'fewer'} ${what}`;
}
