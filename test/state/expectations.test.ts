import { describe, expect, it } from 'vitest';
import { Expectations } from '../../src/state/expectations.svelte';
import { flatCurve, withNode } from '../../src/study/expectedCurve';

/** As a browser tab keeps texts. */
function session(first?: string) {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? first ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  return () => storage;
}

const curve = withNode(flatCurve(0.93), 8, 0.4);

describe('expectations', () => {
  it('are remembered for the session, by method and runtime, and can be forgotten', () => {
    const storage = session();
    const before = new Expectations(storage);
    before.draw('l1-norm', curve);
    before.guess('tfjs', 'channels');
    const after = new Expectations(storage);
    expect(after.curveOf('l1-norm')).toEqual(curve);
    expect(after.curves).toEqual([{ method: 'l1-norm', curve }]);
    expect(after.curveOf('fpgm')).toBeNull();
    expect(after.guesses).toEqual({ tfjs: 'channels' });
    after.forgetCurve('l1-norm');
    after.forgetGuesses();
    const last = new Expectations(storage);
    expect([last.curveOf('l1-norm'), last.guesses]).toEqual([null, {}]);
    last.guess('kernels', 'zeros');
    last.bringBackGuesses({ tfjs: 'channels', kernels: 'channels' });
    expect(last.guesses).toEqual({ tfjs: 'channels', kernels: 'zeros' });
  });

  it.each([
    'no JSON',
    '7',
    '{"curves":{"l1-norm":[1,2]},"guesses":{"tfjs":"both"}}',
    '{"curves":{"no-method":[]},"guesses":null}',
  ])('are none where %s was left', (left) => {
    const found = new Expectations(session(left));
    expect([found.curveOf('l1-norm'), found.guesses]).toEqual([null, {}]);
  });

  it('last as long as the page where the browser stores nothing', () => {
    const refused = new Expectations(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    refused.draw('l1-norm', curve);
    expect(refused.curveOf('l1-norm')).toEqual(curve);
  });
});
