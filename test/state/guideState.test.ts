import { afterEach, expect, it, vi } from 'vitest';
import { askClassAddresses } from '../../src/bridge/classAddresses';
import { GuideState } from '../../src/state/guideState.svelte';

afterEach(() => vi.unstubAllGlobals());

function stubStorage(): Map<string, string> {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  });
  return stored;
}

it('offers its tour until it is answered, and begins it again when asked', () => {
  stubStorage();
  expect(new GuideState().offered).toBe(true);
  new GuideState().dismiss();
  const guide = new GuideState();
  expect(guide.offered).toBe(false);
  guide.startTour();
  expect(guide.step).toBe(0);
  guide.endTour();
  expect(guide.step).toBeNull();
});

it('whoever takes the tour is not asked again', () => {
  stubStorage();
  new GuideState().startTour();
  expect(new GuideState().offered).toBe(false);
});

it('works where nothing can be stored', () => {
  const refuse = () => {
    throw new Error('refused');
  };
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse });
  const guide = new GuideState();
  guide.dismiss();
  expect(guide.offered).toBe(false);
});

it('knows where the class reaches the page once it was asked', async () => {
  const guide = new GuideState(async () => ({ urls: ['http://192.168.1.20:4174/'] }));
  await guide.openClass();
  expect(guide.classOpen).toBe(true);
  expect(guide.addresses?.urls).toEqual(['http://192.168.1.20:4174/']);
});

it.each([
  ['addresses', '{"urls":["http://10.0.0.3:4174/"]}', { urls: ['http://10.0.0.3:4174/'] }],
  ['a page of the server’s own', '<!doctype html>', null],
  ['something else', '{"urls":[]}', null],
  ['no addresses', '{"urls":["here"]}', null],
  ['nothing', 'null', null],
])('takes %s of the server for what it is', async (_, body, expected) => {
  vi.stubGlobal('fetch', async () => new Response(body));
  expect(await askClassAddresses()).toEqual(expected);
});

it('goes on where there is no server', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('gone')));
  expect(await askClassAddresses()).toBeNull();
});
