/** What the person is told of the lab in the browser's store, by what becomes of it. */
import { describe, expect, it, vi } from 'vitest';
import type { StoredPhase } from '../../src/bridge/storedLab';
import { Offline } from '../../src/state/offline.svelte';

function opened(isolated: boolean, serves: boolean, { started = true, another = false } = {}) {
  let tell: (phase: StoredPhase) => void = () => {};
  const reload = vi.fn();
  const startNewer = vi.fn(async () => started);
  const store = vi.fn(async (onPhase: (phase: StoredPhase) => void) => void (tell = onPhase));
  const offline = new Offline(
    { serves, store, startNewer },
    { isolated, reload, followsAnother: () => another },
  );
  offline.begin();
  return { offline, reload, store, tell: (phase: StoredPhase) => tell(phase) };
}

describe('the lab in the browser’s store', () => {
  it.each<[StoredPhase, string | null]>([
    ['refused', null],
    ['storing', null],
    ['failed', null],
    ['stored', 'isolation'],
    ['newer', 'newer'],
  ])('%s tells %s where its server isolates nothing', (phase, notice) => {
    const { offline, tell } = opened(false, false);
    tell(phase);
    expect(offline.notice).toBe(notice);
  });

  it.each([
    [true, false],
    [true, true],
    // Isolated by nothing: opened anew it would be the same.
    [false, true],
  ])(
    'that would gain nothing says nothing (isolated %s, from the store %s)',
    (isolated, serves) => {
      const { offline, tell } = opened(isolated, serves);
      tell('stored');
      expect(offline.notice).toBeNull();
    },
  );

  it('is stored once, however often it is asked for', () => {
    const { offline, store } = opened(true, true);
    offline.begin();
    expect(store).toHaveBeenCalledTimes(1);
  });

  it('starts the newer one and opens the page anew', async () => {
    const { offline, tell, reload } = opened(true, true);
    tell('newer');
    await offline.open();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it('waits for other windows, and says so', async () => {
    const { offline, tell, reload } = opened(true, true, { started: false });
    tell('newer');
    await offline.open();
    expect(offline.notice).toBe('others');
    expect(reload).not.toHaveBeenCalled();
  });

  it('says no more what was put off, but what is new', () => {
    const { offline, tell } = opened(false, false);
    tell('stored');
    offline.dismiss();
    expect(offline.notice).toBeNull();
    tell('newer');
    expect(offline.notice).toBe('newer');
  });

  it('tells once that it was updated, and of what is newer still', () => {
    const { offline, tell } = opened(true, true, { another: true });
    tell('stored');
    expect(offline.notice).toBe('updated');
    offline.dismiss();
    expect(offline.notice).toBeNull();
    tell('newer');
    expect(offline.notice).toBe('newer');
  });

  it.each([
    ['it is the same', true, false],
    // Taken from the server, by somebody who reloaded past the store.
    ['it did not come from there', false, true],
  ])('tells of no update where %s', (_, serves, another) => {
    const { offline, tell } = opened(true, serves, { another });
    tell('stored');
    expect(offline.notice).toBeNull();
  });
});
