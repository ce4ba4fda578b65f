/** Where a page's own thread spends its time, from Chromium's trace. */

/** ms of one thread, what is nested within another taken out. */
export interface MainThread {
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  readonly paint: number;
  /** The longest task as a whole, ms. */
  readonly longestTask: number;
}

export const TRACED = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8'];

/** As Chromium writes it, times in µs. */
export interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** What of it the processor spent on this thread: other programs' turns are not the page's. */
  readonly tdur?: number;
}

type Kind = Exclude<keyof MainThread, 'longestTask'>;

const KINDS: Readonly<Record<string, Kind>> = {
  EventDispatch: 'script',
  FunctionCall: 'script',
  FireAnimationFrame: 'script',
  RunMicrotasks: 'script',
  TimerFire: 'script',
  'v8.callFunction': 'script',
  V8: 'script',
  MajorGC: 'script',
  MinorGC: 'script',
  UpdateLayoutTree: 'style',
  Layout: 'layout',
  PrePaint: 'paint',
  Paint: 'paint',
  Layerize: 'paint',
  Commit: 'paint',
};
const TASK = 'RunTask';

/** Of the thread that heard most events: the page's. */
export function mainThread(events: readonly TraceEvent[]): MainThread {
  const own = busiest(events).sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const spent = { script: 0, style: 0, layout: 0, paint: 0 };
  const open: TraceEvent[] = [];
  for (const event of own.filter(({ name }) => name in KINDS)) {
    while (open.length > 0 && endOf(open.at(-1)!) <= event.ts) open.pop();
    const around = open.at(-1);
    spent[KINDS[event.name]] += busyMs(event);
    if (around) spent[KINDS[around.name]] -= busyMs(event);
    open.push(event);
  }
  const tasks = own.filter(({ name }) => name === TASK).map(busyMs);
  return { ...spent, longestTask: Math.max(0, ...tasks) };
}

function busyMs({ dur, tdur }: TraceEvent): number {
  return (tdur ?? dur!) / 1000;
}

function endOf({ ts, dur }: TraceEvent): number {
  return ts + dur!;
}

function busiest(events: readonly TraceEvent[]): TraceEvent[] {
  const whole = events.filter(({ ph }) => ph === 'X');
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const heard = new Map<string, number>();
  for (const event of whole)
    if (event.name === 'EventDispatch')
      heard.set(thread(event), (heard.get(thread(event)) ?? 0) + 1);
  const [most] = [...heard].sort(([, a], [, b]) => b - a)[0] ?? [];
  return whole.filter((event) => thread(event) === most);
}
