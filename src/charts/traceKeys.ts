/** What keys mean on the trace. */
import type { TraceSpan } from '../meter/trace';

export type KeyAction =
  | { readonly kind: 'zoom'; readonly factor: number }
  | { readonly kind: 'pan'; readonly share: number }
  | { readonly kind: 'follow'; readonly following: boolean }
  | { readonly kind: 'select'; readonly span: TraceSpan | null };

const ZOOM = 1.5;
const STEP = 0.1;
const FINE_STEP = 0.01;

/** Null: the key means nothing here. */
export function keyAction(key: string, view: TraceSpan, following: boolean): KeyAction | null {
  switch (key) {
    case '+':
    case '=':
      return { kind: 'zoom', factor: 1 / ZOOM };
    case '-':
      return { kind: 'zoom', factor: ZOOM };
    case 'ArrowLeft':
      return { kind: 'pan', share: -STEP };
    case 'ArrowRight':
      return { kind: 'pan', share: STEP };
    case 'End':
      return { kind: 'follow', following: true };
    case ' ':
      return { kind: 'follow', following: !following };
    case 'Enter':
      return { kind: 'select', span: middleOf(view) };
    case 'Escape':
      return { kind: 'select', span: null };
    default:
      return null;
  }
}

/** The middle half of what is seen: a window to begin with. */
export function middleOf({ fromMs, toMs }: TraceSpan): TraceSpan {
  const quarter = (toMs - fromMs) / 4;
  return { fromMs: fromMs + quarter, toMs: toMs - quarter };
}

/** One edge of the brushed window, moved by an arrow key (with Shift ten times as far); null: another key. */
export function moveEdge(
  selection: TraceSpan,
  edge: 'fromMs' | 'toMs',
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  view: TraceSpan,
): TraceSpan | null {
  const direction = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
  if (direction === 0) return null;
  const step = direction * (shiftKey ? STEP : FINE_STEP) * (view.toMs - view.fromMs);
  const moved = { ...selection, [edge]: selection[edge] + step };
  return moved.fromMs < moved.toMs ? moved : null;
}
