import { describe, expect, it } from 'vitest';
import { mainThread, type TraceEvent } from '../../cli/bench/mainThread';

const event = (name: string, ts: number, dur: number, tid = 1): TraceEvent => ({
  ...{ name, ts, dur, tid },
  ...{ ph: 'X', pid: 1 },
});

describe('what a page’s thread does', () => {
  it('counts what is nested once, under its own name', () => {
    const events = [
      event('RunTask', 0, 10_000),
      event('EventDispatch', 0, 8000),
      event('FunctionCall', 1000, 6000),
      event('Layout', 2000, 1500),
      event('UpdateLayoutTree', 2000, 500),
      event('Paint', 8000, 1000),
    ];
    expect(mainThread(events)).toEqual({
      ...{ script: 6.5, style: 0.5, layout: 1, paint: 1 },
      longestTask: 10,
    });
  });

  it('looks at the thread that hears events, in whatever order a trace is written', () => {
    const events = [
      event('Layout', 3000, 1000, 2),
      event('EventDispatch', 2000, 4000, 2),
      event('RunTask', 0, 90_000, 1),
      event('Paint', 0, 80_000, 1),
    ];
    expect(mainThread(events)).toEqual({
      ...{ script: 3, style: 0, layout: 1, paint: 0 },
      longestTask: 0,
    });
  });
});
