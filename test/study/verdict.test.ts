import { describe, expect, it } from 'vitest';
import { networkCosts } from '../../src/model/costs';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import type { MethodId } from '../../src/pruning/plan';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { verdict, type VerdictFigures } from '../../src/study/verdict';

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
    expect(verdict(plan('magnitude-global'), dense, planned)).toEqual({
      tone: 'neutral',
      sentence:
        'Dense runtime: masked weights will not run faster; 36 % fewer bytes when sparse-encoded.',
    });
    expect(verdict(plan('magnitude-global'), dense, planned, 'sparse')).toEqual({
      tone: 'good',
      sentence:
        'Sparse runtime: zeros are skipped, 50 % fewer multiplications; 36 % fewer bytes when sparse-encoded.',
    });
  });

  it('says so where encoding makes a file larger', () => {
    const { sentence } = verdict(plan('lamp', 0.01), dense, figures(undefined, 1.02));
    expect(sentence).toContain('2 % more bytes');
  });

  it('gives removed channels their MACs and a speed-up short of the theoretical one', () => {
    const planned = inner(0.5);
    const { tone, sentence } = verdict(plan('l1-norm'), dense, planned);
    const theory = dense.macs / planned.macs;
    const [, low, high] = /expect ([\d.]+) to ([\d.]+)×/.exec(sentence)!;
    expect(tone).toBe('good');
    expect(sentence).toContain(`${Math.round(100 * (1 - 1 / theory))} % fewer multiplications`);
    expect(Number(low)).toBeLessThan(Number(high));
    expect(Number(high)).toBeLessThan(theory);
  });

  it('warns of channel counts that do not fill vectors', () => {
    const sizes = dense.network.sets.map(({ size }) => size);
    // Even, and still no whole vectors.
    sizes[3] -= 2;
    const { tone, sentence } = verdict(plan('fpgm'), dense, figures(sizes));
    expect(tone).toBe('warning');
    expect(sentence).toContain('1 channel set has a size that is no multiple of 4');
  });

  it('has nothing to promise for the dense network', () => {
    expect(verdict(plan('fpgm', 0), dense, dense).tone).toBe('neutral');
  });
});
