/** Where keys take a slider of shares: whole per cents, or the few shares that there are. */
export interface Scale {
  /** Share in [0, 1) from which the step goes. */
  readonly value: number;
  /** Highest share that can be chosen. */
  readonly highest: number;
  /** The only shares there are; null for whole per cents. */
  readonly fixed: readonly number[] | null;
}

const STEPS: Readonly<Record<string, number>> = {
  ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 },
  ...{ PageUp: 10, PageDown: -10, End: 100, Home: -100 },
};

type Keys = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** Per cents that the key takes a slider further; null for a key that means something else. */
export function stepOfKey({ key, shiftKey, altKey, ctrlKey, metaKey }: Keys): number | null {
  const step = STEPS[key];
  if (!step || altKey || ctrlKey || metaKey) return null;
  return shiftKey && Math.abs(step) === 1 ? 10 * step : step;
}

/** `percent` further, downwards where it is negative; of fixed shares the neighbouring one. */
export function stepFrom({ value, highest, fixed }: Scale, percent: number): number {
  if (fixed) return neighbour(fixed, value, Math.sign(percent));
  const wanted = Math.round(100 * value) + percent;
  return Math.max(0, Math.min(wanted, wholePercent(highest))) / 100;
}

/** Bounded by what can be chosen, in whole per cents. */
export function nearestShare(percent: number, highest: number): number {
  return Math.max(0, Math.min(Math.round(percent), wholePercent(highest))) / 100;
}

function neighbour(fixed: readonly number[], value: number, direction: number): number {
  const beyond = fixed.filter((share) => (share - value) * direction > 0);
  if (beyond.length === 0) return value;
  return direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
}

/** 0.57 · 100 is a little below 57. */
function wholePercent(share: number): number {
  return Math.floor(share * 100 + 1e-9);
}
