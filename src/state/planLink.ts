/** A plan and the number of test images as a permalink: what stands behind # in the page's address. */
import type { Outcome, Plan } from '../pruning/plan';
import { formatRatios, parseRatios } from '../pruning/ratiosText';
import { formatRepair, parseRepair } from '../pruning/repairText';
import { defaultPlan, validatePlan } from '../pruning/validatePlan';
import { findMethod } from '../pruning/methods';

/** Numbers of test images that can be chosen; always the first of the file. */
export const IMAGE_COUNTS = [500, 1000, 2000, 10_000] as const;
export const DEFAULT_IMAGES = 1000;

export interface Linked {
  readonly plan: Plan;
  readonly images: number;
}

export function linkOf({ plan, images }: Linked): string {
  const fields = new URLSearchParams({
    method: plan.method,
    level: String(plan.level),
    scope: plan.scope,
    ranking: plan.ranking,
    rounding: String(plan.rounding),
    min: String(plan.minChannels),
    repair: formatRepair(plan.repair),
    schedule: plan.schedule,
    seed: String(plan.seed),
    images: String(images),
    ...(plan.shares ? { shares: plan.shares.join('-') } : {}),
    ...(plan.ratios ? { ratios: formatRatios(plan.ratios) } : {}),
  });
  // "=", "+" and ":" inside a value need no escape behind #, and the link is read by people.
  return fields.toString().replaceAll('%3D', '=').replaceAll('%2B', '+').replaceAll('%3A', ':');
}

/** Reads a permalink; what it leaves out is as in a new plan. Null for an empty one. */
export function parseLink(hash: string): Outcome<Linked> | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const method = fields.get('method');
  if (method === null) return null;
  const found = findMethod(method);
  const start = found ? defaultPlan(found.id) : { ...defaultPlan(), method };
  const repairText = fields.get('repair')?.replaceAll(' ', '+') ?? formatRepair(start.repair);
  const repair = parseRepair(repairText);
  if (!repair.ok) return repair;
  const number = (name: string, otherwise: number) => Number(fields.get(name) ?? otherwise);
  const shares = fields.get('shares')?.split('-').map(Number);
  const ratiosText = fields.get('ratios');
  const ratios = ratiosText ? parseRatios(ratiosText) : null;
  if (ratios && !ratios.ok) return ratios;
  const checked = validatePlan({
    ...start,
    ...(shares ? { shares } : {}),
    ...(ratios && { ratios: ratios.value }),
    scope: fields.get('scope') ?? start.scope,
    ranking: fields.get('ranking') ?? start.ranking,
    rounding: number('rounding', start.rounding),
    minChannels: number('min', start.minChannels),
    level: number('level', start.level),
    repair: repair.value,
    schedule: fields.get('schedule') ?? start.schedule,
    seed: number('seed', start.seed),
  } as Plan);
  if (!checked.ok) return checked;
  const images = number('images', DEFAULT_IMAGES);
  const known = IMAGE_COUNTS.some((count) => count === images);
  return { ok: true, value: { plan: checked.value, images: known ? images : DEFAULT_IMAGES } };
}
