/** A plan and the number of test images as a permalink: what stands behind # in the page's address. */
import { IMAGE_COUNTS, DEFAULT_IMAGES } from '../study/imageCounts';
import type { Outcome } from '../base/outcome';
import type { MethodId, Plan } from '../pruning/plan';
import { formatRatios, parseRatios } from '../pruning/ratiosText';
import { formatRepair, parseRepair } from '../pruning/repairText';
import { defaultPlan, validatePlan } from '../pruning/validatePlan';
import { findMethod, methodOf } from '../pruning/methods';
import { sentence } from '../words/sentence';
import { words } from '../words/words';

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
    ...(plan.precision ? { precision: plan.precision } : {}),
    ...(plan.shares ? { shares: plan.shares.join('-') } : {}),
    ...(plan.ratios ? { ratios: formatRatios(plan.ratios) } : {}),
  });
  // "=", "+" and ":" inside a value need no escape behind #, and the link is read by people.
  return fields.toString().replaceAll('%3D', '=').replaceAll('%2B', '+').replaceAll('%3A', ':');
}

export interface ReadLink {
  readonly linked: Linked;
  /** One sentence for each value that is unknown; the rest is followed. */
  readonly strange: readonly string[];
}

/** How each field of a plan is written; in an order in which each goes with those before it. */
const FIELDS: Readonly<Record<string, (text: string) => Outcome<object>>> = {
  scope: (scope) => ({ ok: true, value: { scope } }),
  ranking: (ranking) => ({ ok: true, value: { ranking } }),
  rounding: (text) => ({ ok: true, value: { rounding: numberOf(text) } }),
  min: (text) => ({ ok: true, value: { minChannels: numberOf(text) } }),
  level: (text) => ({ ok: true, value: { level: numberOf(text) } }),
  shares: (text) => ({ ok: true, value: { shares: text.split('-').map(numberOf) } }),
  ratios: readRatios,
  precision: (precision) => ({ ok: true, value: { precision } }),
  repair: readRepair,
  schedule: (schedule) => ({ ok: true, value: { schedule } }),
  seed: (text) => ({ ok: true, value: { seed: numberOf(text) } }),
};

/** Reads a permalink; what it leaves out is as in a new plan. Null for one without a plan. */
export function parseLink(hash: string): ReadLink | null {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const method = fields.get('method');
  if (method === null) return null;
  const found = findMethod(method);
  const strange = found ? [] : [words.shell.unknownMethod(method)];
  let plan = startOf(found?.id);
  for (const [name, read] of Object.entries(FIELDS)) {
    const text = fields.get(name);
    if (text === null) continue;
    const value = read(text);
    const checked = value.ok ? validatePlan({ ...plan, ...value.value }) : value;
    if (checked.ok) plan = checked.value;
    else strange.push(sentence(checked));
  }
  const images = imagesOf(fields);
  if (images === null) strange.push(words.shell.unknownImages(fields.get('images'), IMAGE_COUNTS));
  return { linked: { plan, images: images ?? DEFAULT_IMAGES }, strange };
}

/** A new plan; a method with few levels starts at its last. */
function startOf(id?: MethodId): Plan {
  const plan = defaultPlan(id);
  const { levels } = methodOf(plan.method);
  return levels && !levels.includes(plan.level) ? { ...plan, level: levels.at(-1)! } : plan;
}

/** Nothing is no number: `level=` asks for no level, not for 0. */
function numberOf(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

function readRatios(text: string): Outcome<object> {
  const ratios = parseRatios(text);
  return ratios.ok ? { ok: true, value: { ratios: ratios.value } } : ratios;
}

function readRepair(text: string): Outcome<object> {
  const repair = parseRepair(text.replaceAll(' ', '+'));
  return repair.ok ? { ok: true, value: { repair: repair.value } } : repair;
}

/** Null where it is a number that cannot be chosen. */
function imagesOf(fields: URLSearchParams): number | null {
  const asked = Number(fields.get('images') ?? DEFAULT_IMAGES);
  return IMAGE_COUNTS.find((count) => count === asked) ?? null;
}
