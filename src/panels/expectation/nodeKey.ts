/** What a key does with a node of the drawn curve. */
import { EXPECTED_LEVELS } from '../../study/expectedCurve';

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: 0.01,
  ArrowDown: -0.01,
  PageUp: 0.1,
  PageDown: -0.1,
};
const WALKS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/**
 * Another accuracy, or the node that the focus goes to; null where the key does nothing.
 * @param accuracy of the node, 0 … 1
 */
export function nodeKey(
  key: string,
  node: number,
  accuracy: number,
): { readonly accuracy: number } | { readonly node: number } | null {
  if (key in STEPS) return { accuracy: accuracy + STEPS[key] };
  if (key === 'Home') return { accuracy: 1 };
  if (key === 'End') return { accuracy: 0 };
  const next = key in WALKS ? node + WALKS[key] : -1;
  return next >= 0 && next < EXPECTED_LEVELS.length ? { node: next } : null;
}
