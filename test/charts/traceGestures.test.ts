import { describe, expect, it } from 'vitest';
import { TraceGestures } from '../../src/charts/traceGestures';
import { keyAction, middleOf, moveEdge } from '../../src/charts/traceKeys';

/** One pixel is a millisecond, and the picture is a second wide. */
function makeGestures() {
  const done: unknown[] = [];
  const gestures = new TraceGestures({
    timeAt: (pixel) => pixel,
    shareAt: (pixel) => pixel / 1000,
    zoom: (factor, share) => done.push(['zoom', factor, share]),
    pan: (share) => done.push(['pan', share]),
    select: (span) => done.push(span),
  });
  return { gestures, done };
}

describe('gestures on the trace', () => {
  it('one finger brushes a window', () => {
    const { gestures, done } = makeGestures();
    gestures.down(1, 100);
    gestures.move(1, 102);
    expect(done).toEqual([]);
    gestures.move(1, 300);
    gestures.up(1);
    gestures.move(1, 900);
    expect(done).toEqual([{ fromMs: 100, toMs: 300 }]);
  });

  it('a click lets go of it', () => {
    const { gestures, done } = makeGestures();
    gestures.down(1, 100);
    gestures.up(1);
    expect(done).toEqual([null]);
  });

  it('an edge is dragged while the other rests', () => {
    const { gestures, done } = makeGestures();
    gestures.grab(1, 700);
    gestures.move(1, 200);
    gestures.up(1);
    expect(done).toEqual([{ fromMs: 700, toMs: 200 }]);
  });

  it('two fingers zoom about their middle and move, and brush nothing', () => {
    const { gestures, done } = makeGestures();
    gestures.down(1, 400);
    gestures.down(2, 600);
    gestures.move(2, 800);
    expect(done).toEqual([
      ['pan', expect.closeTo(-0.1)],
      ['zoom', 0.5, 0.6],
    ]);
    gestures.up(2);
    gestures.move(1, 100);
    gestures.up(1);
    expect(done).toHaveLength(2);
  });

  it('the wheel zooms at the pointer and moves sideways', () => {
    const { gestures, done } = makeGestures();
    gestures.wheel(0, 100, 250);
    gestures.wheel(50, 10, 250);
    expect(done).toEqual([
      ['zoom', expect.closeTo(1.174, 3), 0.25],
      ['pan', expect.closeTo(0.08)],
    ]);
  });
});

describe('keys on the trace', () => {
  const view = { fromMs: 1000, toMs: 2000 };

  it.each([
    ['+', { kind: 'zoom', factor: 1 / 1.5 }],
    ['-', { kind: 'zoom', factor: 1.5 }],
    ['ArrowLeft', { kind: 'pan', share: -0.1 }],
    [' ', { kind: 'follow', following: false }],
    ['End', { kind: 'follow', following: true }],
    ['Enter', { kind: 'select', span: { fromMs: 1250, toMs: 1750 } }],
    ['Escape', { kind: 'select', span: null }],
    ['x', null],
  ])('%j', (key, action) => {
    expect(keyAction(key, view, true)).toEqual(action);
  });

  it('move one edge of the window, never past the other', () => {
    const right = { key: 'ArrowRight', shiftKey: false };
    const middle = middleOf(view);
    expect(moveEdge(middle, 'fromMs', right, view)).toEqual({ fromMs: 1260, toMs: 1750 });
    expect(moveEdge(middle, 'toMs', { ...right, shiftKey: true }, view)?.toMs).toBe(1850);
    expect(moveEdge({ fromMs: 1500, toMs: 1505 }, 'fromMs', right, view)).toBeNull();
    expect(moveEdge(middle, 'toMs', { key: 'Tab', shiftKey: false }, view)).toBeNull();
  });
});
