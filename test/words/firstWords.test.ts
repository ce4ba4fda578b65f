/** The first screen says nothing of the rooms that come behind it: they are missing here, and it is drawn all the same. */
import type { Component } from 'svelte';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { english } from '../../src/words/english/english';

/** Throws where a room is asked for that has not come. */
const firstRooms = new Proxy(english, {
  get(rooms, room) {
    if (!(room in rooms)) throw new Error(`${String(room)} is not there yet`);
    return rooms[room as keyof typeof rooms];
  },
});

beforeAll(() => {
  vi.resetModules();
  vi.doMock('../../src/words/words', () => ({ words: firstRooms }));
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
  vi.stubGlobal('location', new URL('http://localhost/'));
});

afterAll(() => {
  vi.doUnmock('../../src/words/words');
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('is drawn before the lab is loaded', async () => {
  const { render } = await import('svelte/server');
  const { default: App } = (await import('../../src/App.svelte')) as { default: Component<object> };
  const { ViewState } = await import('../../src/state/viewState.svelte');
  const { testWorkbench } = await import('../state/testWorkbench');
  const props = { page: testWorkbench().workbench, view: new ViewState() };
  expect(render(App, { props }).body).toContain(english.shell.meter.states.none);
});
