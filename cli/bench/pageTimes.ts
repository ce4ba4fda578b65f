/** Times of the page as a person feels them, taken inside it. */
import type { Page } from 'playwright-core';
import { words } from '../../src/words/words';

const EVENTS = 200;
const RELEASES = 5;
/** Of a network that answers in seconds. */
const SLOW_RELEASES = 3;
const STILL_MS = 2000;
/** Turns while something is measured. */
const BUSY = '[data-testid="measuring"] .busy';
const FRAMES_MS = 8000;

/**
 * Milliseconds from the start of navigation until an accuracy stands on the page.
 * Looked for by a loop in the page: what the library waits with would be compiled there, in a task that counts as the page's.
 */
export function firstAccuracyMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const readout = () => document.querySelector('[data-testid="accuracy-after-cutting"]');
    while (!/\d/.test(readout()?.textContent ?? ''))
      await new Promise((frame) => requestAnimationFrame(frame));
    return performance.now();
  });
}

/** Resolves when nothing has been measured for two seconds: the page measures the dense network by itself. */
export function idle(page: Page): Promise<void> {
  return page.evaluate(
    async ([stillMs, busy]) => {
      let since = performance.now();
      while (performance.now() - since < stillMs) {
        await new Promise((frame) => requestAnimationFrame(frame));
        if (document.querySelector(busy)) since = performance.now();
      }
    },
    [STILL_MS, BUSY] as const,
  );
}

/**
 * Moves the slider 200 times: each time from the event until the figures are written and laid out.
 * Also counts what was posted to workers meanwhile.
 */
export function dragMs(page: Page): Promise<{ p95: number; messages: number }> {
  return page.evaluate(async (events) => {
    const slider = document.querySelector<HTMLInputElement>('input[type="range"]')!;
    let messages = 0;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...message: unknown[]) {
      messages++;
      return post.apply(this, message as Parameters<typeof post>);
    };
    const times: number[] = [];
    slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    for (let i = 0; i < events; i++) {
      await new Promise((frame) => requestAnimationFrame(frame));
      const start = performance.now();
      slider.value = String(10 + ((i * 7) % 80));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      // Svelte writes the figures in a microtask; reading a size makes the browser lay them out.
      await Promise.resolve();
      document.body.getBoundingClientRect();
      times.push(performance.now() - start);
    }
    Worker.prototype.postMessage = post;
    slider.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    times.sort((a, b) => a - b);
    return { p95: times[Math.floor(0.95 * events)], messages };
  }, EVENTS);
}

/** Medians of five releases at levels that were not measured before, 1,000 images, no repair. */
export function releaseMs(page: Page): Promise<{ firstMs: number; allMs: number }> {
  return page.evaluate(measuredReleases, [RELEASES, BUSY] as const);
}

async function measuredReleases([releases, sign]: readonly [number, string]) {
  const slider = document.querySelector<HTMLInputElement>('input[type="range"]')!;
  const readout = () => document.querySelector('[data-testid="accuracy-after-cutting"]')!;
  const answered = () => readout().parentElement?.textContent ?? '';
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  const until = async (test: () => boolean) => {
    while (!test()) await frame();
  };
  const busy = () => document.querySelector(sign) !== null;
  const first: number[] = [];
  const all: number[] = [];
  for (let i = 0; i < releases; i++) {
    await until(() => !busy());
    slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
    slider.value = String(33 + 6 * i);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    const start = performance.now();
    slider.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
    await until(busy);
    await until(() => /\d/.test(readout().textContent ?? ''));
    first.push(performance.now() - start);
    await until(() => answered().includes('1,000'));
    all.push(performance.now() - start);
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1];
  return { firstMs: median(first), allMs: median(all) };
}

/** Median of three releases at levels that were not measured before: until a first accuracy stands there. */
export function firstAnswerMs(page: Page): Promise<number> {
  return page.evaluate(async (releases) => {
    const slider = document.querySelector<HTMLInputElement>('input[type="range"]')!;
    const readout = () => document.querySelector('[data-testid="accuracy-after-cutting"]')!;
    const frame = () => new Promise((next) => requestAnimationFrame(next));
    const until = async (test: () => boolean) => {
      while (!test()) await frame();
    };
    const answered = () => /\d/.test(readout().textContent ?? '');
    const times: number[] = [];
    for (let i = 0; i < releases; i++) {
      slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      slider.value = String(33 + 6 * i);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
      await until(() => !answered());
      const start = performance.now();
      slider.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
      await until(answered);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[releases >> 1];
  }, SLOW_RELEASES);
}

/** Frames a second that the page shows while a training that has just begun runs on all cores. */
export async function framesWhileTraining(page: Page): Promise<number> {
  await page.getByRole('region', { name: words.plan.training }).waitFor();
  return page.evaluate(async (lastsMs) => {
    const start = performance.now();
    let frames = 0;
    while (performance.now() - start < lastsMs) {
      await new Promise((frame) => requestAnimationFrame(frame));
      frames++;
    }
    return (1000 * frames) / (performance.now() - start);
  }, FRAMES_MS);
}
