/** What the browser tells of a page's painting: when it first showed the lab, what moved, and how long it took to answer. */
import type { BrowserContext, Page } from 'playwright-core';

export interface Painting {
  /** First contentful and largest contentful paint, ms after navigation. */
  readonly firstMs: number;
  readonly largestMs: number;
  /** When the slider was painted: the page itself, not what stands there until its script has come. */
  readonly shownMs: number;
  /** Cumulative layout shift: the worst window of five seconds. */
  readonly shift: number;
  /** How much longer than 50 ms tasks took behind the first contentful paint, together: Lighthouse's total blocking time. */
  readonly blockedMs: number;
  /** The slowest interaction until its next paint, and what it was; null before there was one. */
  readonly slowest: { readonly ms: number; readonly name: string } | null;
}

type Watched = Window & { painting: { -readonly [Key in keyof Painting]: Painting[Key] } };

/** Before any page of the context is opened. */
export async function watchPainting(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const times = { firstMs: NaN, largestMs: NaN, shownMs: NaN, blockedMs: 0 };
    const told: Watched['painting'] = { ...times, shift: 0, slowest: null };
    (window as unknown as Watched).painting = told;
    const watch = (options: PerformanceObserverInit, take: (entry: never) => void) =>
      new PerformanceObserver((list) =>
        list.getEntries().forEach((entry) => take(entry as never)),
      ).observe({ buffered: true, ...options });
    watch({ type: 'largest-contentful-paint' }, ({ startTime }: PerformanceEntry) => {
      told.largestMs = startTime;
    });
    watch({ type: 'paint' }, ({ name, startTime }: PerformanceEntry) => {
      if (name === 'first-contentful-paint') told.firstMs = startTime;
    });
    let [begun, last, sum] = [-Infinity, -Infinity, 0];
    type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean };
    watch({ type: 'layout-shift' }, ({ startTime, value, hadRecentInput }: Shift) => {
      if (hadRecentInput) return;
      if (startTime - last > 1000 || startTime - begun > 5000) [begun, sum] = [startTime, 0];
      [last, sum] = [startTime, sum + value];
      told.shift = Math.max(told.shift, sum);
    });
    const tasks: PerformanceEntry[] = [];
    watch({ type: 'longtask' }, (task: PerformanceEntry) => {
      tasks.push(task);
      const spans = tasks.map(
        ({ startTime, duration }) => startTime + duration - Math.max(startTime, told.firstMs || 0),
      );
      told.blockedMs = spans.reduce((sum, span) => sum + Math.max(0, span - 50), 0);
    });
    const slow = { type: 'event', durationThreshold: 16 } as PerformanceObserverInit;
    watch(slow, (entry: PerformanceEventTiming & { interactionId: number }) => {
      const { name, duration, interactionId, target } = entry;
      if (!interactionId || duration <= (told.slowest?.ms ?? 0)) return;
      const label = (target as Element | null)?.closest('button, input, [role]');
      told.slowest = {
        ms: duration,
        name: `${name} ${label?.getAttribute('aria-label') ?? label?.textContent?.trim().slice(0, 30) ?? ''}`,
      };
    });
    const wait = () =>
      requestAnimationFrame((now) => {
        if (document.querySelector('input[type="range"]')) told.shownMs = now;
        else wait();
      });
    wait();
  });
}

export function paintingOf(page: Page): Promise<Painting> {
  return page.evaluate(() => (window as unknown as Watched).painting);
}

/** What came before does not count. */
export function forgetInteractions(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as unknown as Watched).painting.slowest = null;
  });
}
