import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ViewState } from '../../src/state/viewState.svelte';
import { viewOf } from '../../src/state/views';

let frames: FrameRequestCallback[];

/** What the browser has been asked to draw next, and the tasks behind it. */
function paint() {
  for (const frame of frames.splice(0)) frame(0);
  vi.runAllTimers();
}

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('marks what was tapped at once, and shows it behind the next frame', () => {
  const view = new ViewState();
  view.open(viewOf('energy'));
  expect(view).toMatchObject({ chosen: 'energy', tab: 'chart' });
  paint();
  expect(view).toMatchObject({ chosen: 'energy', tab: 'energy' });
});

it('shows the last of several taps alone', () => {
  const view = new ViewState();
  view.choose('meter');
  view.choose('blocks');
  paint();
  expect(view).toMatchObject({ chosen: 'blocks', tab: 'blocks' });
});

it('lets a link that comes meanwhile win', () => {
  const view = new ViewState();
  view.choose('meter');
  view.tab = 'plan';
  paint();
  expect(view).toMatchObject({ chosen: 'plan', tab: 'plan' });
});

it('shows what was tapped where nobody sees the page, which has no frames', () => {
  const view = new ViewState();
  view.choose('meter');
  vi.runAllTimers();
  expect(view.tab).toBe('meter');
});

it('comes back to the tab that a view was left with', () => {
  const view = new ViewState();
  view.tab = 'compare';
  view.open(viewOf('chart'));
  paint();
  view.open(viewOf('study'));
  paint();
  expect(view.tab).toBe('compare');
});
