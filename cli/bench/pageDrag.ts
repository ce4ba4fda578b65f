/** A drag by a real pointer: frames that the page shows, and what each event takes of its thread. */
import type { Page } from 'playwright-core';
import { mainThread, TRACED, type MainThread, type TraceEvent } from './mainThread';

const MOVES = 180;
const WARM_UP = 30;

export interface Drag {
  readonly framesPerSecond: number;
  /** Events that the slider heard. */
  readonly events: number;
}

export interface TracedDrag extends Drag {
  readonly thread: MainThread;
}

/** There and back over the slider, one move a frame at most. */
export async function drag(page: Page, moves = MOVES): Promise<Drag> {
  const slider = page.locator('input[type="range"]').first();
  const box = (await slider.boundingBox())!;
  const place = (share: number) =>
    [box.x + box.width * (0.1 + 0.75 * share), box.y + box.height / 2] as const;
  await page.mouse.move(...place(0));
  await page.mouse.down();
  const counted = page.evaluate(countFrames);
  // Not by the library's mouse, which runs a script in the page for each move of a pressed button.
  const devtools = await page.context().newCDPSession(page);
  for (let move = 0; move < moves; move++) {
    const [x, y] = place(Math.abs(((move / 60) % 2) - 1));
    const moved = { type: 'mouseMoved', button: 'left', buttons: 1, x, y } as const;
    await devtools.send('Input.dispatchMouseEvent', moved);
    await new Promise((then) => setTimeout(then, 12));
  }
  await devtools.detach();
  await page.evaluate(() => dispatchEvent(new Event('bench-end')));
  const frames = await counted;
  await page.mouse.up();
  return frames;
}

/** In the page: until it is told by `bench-end` that the gestures are over. */
export function countFrames(): Promise<Drag> {
  return new Promise((then) => {
    let [frames, events, over] = [0, 0, false];
    const begun = performance.now();
    const hear = () => events++;
    addEventListener('input', hear, true);
    addEventListener('bench-end', () => (over = true), { once: true });
    const count = () => {
      frames++;
      if (!over) return void requestAnimationFrame(count);
      removeEventListener('input', hear, true);
      then({ framesPerSecond: (1000 * frames) / (performance.now() - begun), events });
    };
    requestAnimationFrame(count);
  });
}

export async function tracedDrag(page: Page): Promise<TracedDrag> {
  const browser = page.context().browser()!;
  await drag(page, WARM_UP);
  await browser.startTracing(page, { categories: TRACED });
  const dragged = await drag(page);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  return { ...dragged, thread: mainThread(trace.traceEvents) };
}

/** Its own thread alone; workers keep their pace. @param rate 1 is none */
export async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}
