import { describe, expect, it } from 'vitest';
import { networkCosts } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { MethodId } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { verdictSentence } from '../../src/panels/plan/verdictSentence';
import { verdict, type RemovedChannels, type VerdictFigures } from '../../src/study/verdict';
import { words } from '../../src/words/words';

const CONFIG = { width: 1, inputSize: 32, stemStride: 1, classes: 10 } as const;

function figures(kept?: readonly number[], encodedShare = 1): VerdictFigures {
  const network = mobilenetV2(CONFIG, kept);
  const { macs, parameters } = networkCosts(network);
  const denseBytes = 4 * parameters;
  return { macs, denseBytes, encodedBytes: Math.round(denseBytes * encodedShare), network };
}

const dense = figures();
const plan = (method: MethodId, level = 0.5) => ({ ...defaultPlan(method), level });
/** Every inner set at `share` of its channels. */
const inner = (share: number) =>
  figures(dense.network.sets.map(({ kind, size }) => (kind === 'inner' ? size * share : size)));

describe('verdict', () => {
  it('promises a masked network bytes, and no speed on a dense runtime', () => {
    const planned = { ...figures(undefined, 0.64), macs: dense.macs / 2 };
    const encodedBytes = planned.encodedBytes / dense.denseBytes;
    expect(encodedBytes).toBeCloseTo(0.64, 5);
    expect(verdict(plan('magnitude-global'), dense, planned)).toEqual({
      kind: 'masked',
      encodedBytes,
    });
    expect(verdict(plan('magnitude-global'), dense, planned, 'sparse')).toEqual({
      kind: 'skipped',
      macs: 0.5,
      encodedBytes,
    });
  });

  it('says so where encoding makes a file larger', () => {
    const larger = verdict(plan('lamp', 0.01), dense, figures(undefined, 1.02));
    expect(verdictSentence(larger)).toBe(words.plan.verdict.masked(1.02));
  });

  it('gives removed channels their MACs and a speed-up short of the theoretical one', () => {
    const planned = inner(0.5);
    const theory = dense.macs / planned.macs;
    const found = verdict(plan('l1-norm'), dense, planned);
    expect(found).toMatchObject({ kind: 'removed', macs: 1 / theory, oddSets: 0 });
    const [low, high] = (found as RemovedChannels).speedUp;
    expect(low).toBeGreaterThan(1);
    expect(low).toBeLessThan(high);
    expect(high).toBeLessThan(theory);
    expect(verdictSentence(found)).toBe(words.plan.verdict.removed(found as RemovedChannels));
  });

  it('warns of channel counts that do not fill vectors', () => {
    const sizes = dense.network.sets.map(({ size }) => size);
    // Even, and still no whole vectors.
    sizes[3] -= 2;
    const odd = verdict(plan('fpgm'), dense, figures(sizes));
    expect(odd).toMatchObject({ kind: 'removed', oddSets: 1, lanes: 4 });
  });

  it('says in which precision, and what that alone brings where nothing is cut', () => {
    const { verdict: say } = words.plan;
    const whole = { ...plan('fpgm', 0), precision: 'int8' as const };
    const found = verdict(whole, dense, { ...dense, denseBytes: dense.denseBytes / 4 });
    expect(found).toEqual({ kind: 'stored', bytes: 0.25 });
    expect(verdictSentence(found, 'int8')).toBe(say.inPrecision('int8', say.stored(0.25)));
    const cut = verdict(plan('magnitude-global'), dense, figures(undefined, 0.3), 'sparse');
    expect(verdictSentence(cut, 'int8')).toBe(say.inPrecision('int8', verdictSentence(cut)));
  });

  it('has nothing to promise for the dense network', () => {
    const nothing = verdict(plan('fpgm', 0), dense, dense);
    expect(nothing).toEqual({ kind: 'dense' });
    expect(verdictSentence(nothing)).toBe(words.plan.verdict.dense);
  });
});
