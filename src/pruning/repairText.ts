import type { Outcome, Repair } from './plan';
import { DEFAULT_RECALIBRATION_IMAGES, refusal } from './validatePlan';

/** Reads `none`, `recalibrate` (the default number of images) or `recalibrate=500`. */
export function parseRepair(text: string): Outcome<Repair> {
  if (text === 'none') return { ok: true, value: { kind: 'none' } };
  const match = /^recalibrate(?:=(\d+))?$/.exec(text);
  const images = Number(match?.[1] ?? DEFAULT_RECALIBRATION_IMAGES);
  if (match && images > 0) return { ok: true, value: { kind: 'recalibrate', images } };
  return refusal('repair', `unknown repair: ${text}; give none, recalibrate or recalibrate=IMAGES`);
}

/** The inverse of `parseRepair`; the number of images is always written. */
export function formatRepair(repair: Repair): string {
  return repair.kind === 'none' ? 'none' : `recalibrate=${repair.images}`;
}
