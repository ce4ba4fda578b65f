/**
 * Three of Lighthouse's scores, 0 to 100, by its own curves and what it asks, through the DevTools protocol: the package itself
 * brings 200 others and 186 MB, and its current version a newer Node than the lab needs.
 */
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { Painting } from './pagePainting';

export interface Audits {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  /** Ids of what was asked and is not so. */
  readonly missed: readonly string[];
}

/** What of a phone's values is good (score 0.9) and half good, and how much it counts. Lighthouse's speed index needs its film. */
const CURVES = {
  firstMs: { good: 1800, half: 3000, weight: 10 },
  largestMs: { good: 2500, half: 4000, weight: 25 },
  blockedMs: { good: 200, half: 600, weight: 30 },
  shift: { good: 0.1, half: 0.25, weight: 25 },
} as const;

/** By the worst that a rule of axe says of what breaks it. */
const IMPACTS = { critical: 10, serious: 7, moderate: 3, minor: 1 } as const;

/** @param painting of an opening with the processor throttled four times, as a phone's */
export async function audits(
  page: Page,
  painting: Painting,
  complaints: readonly string[],
): Promise<Audits> {
  const rules = await axeRules(page);
  const practices = { ...(await practicesOf(page)), 'no-console-errors': complaints.length === 0 };
  const broken = Object.entries(practices).filter(([, kept]) => !kept);
  return {
    performance: performanceScore(painting),
    accessibility: 100 * shareOf(rules),
    bestPractices: 100 * (1 - broken.length / Object.keys(practices).length),
    missed: [...rules.filter(({ kept }) => !kept), ...broken.map(([id]) => ({ id }))].map(
      ({ id }) => id,
    ),
  };
}

export function performanceScore(painting: Painting): number {
  const ids = Object.keys(CURVES) as (keyof typeof CURVES)[];
  const whole = ids.reduce((sum, id) => sum + CURVES[id].weight, 0);
  const score = ids.reduce(
    (sum, id) => sum + CURVES[id].weight * curve(painting[id], CURVES[id]),
    0,
  );
  return (100 * score) / whole;
}

/** The share of pages that are worse, were their values log-normal. */
export function curve(value: number, { good, half }: { good: number; half: number }): number {
  if (value <= 0) return 1;
  // 0.9 of a normal distribution lies below 1.2816 deviations.
  const deviations = (1.2816 * Math.log(value / half)) / Math.log(half / good);
  return 1 - normalShare(deviations);
}

/** Of a normal distribution, below so many deviations (Abramowitz and Stegun 7.1.26, to 1e-7). */
function normalShare(deviations: number): number {
  const x = Math.abs(deviations) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  const tail = factors.reduce((sum, factor) => sum * t + factor, 0) * t * Math.exp(-x * x);
  return deviations < 0 ? tail / 2 : 1 - tail / 2;
}

interface Rule {
  readonly id: string;
  readonly kept: boolean;
  readonly weight: number;
}

async function axeRules(page: Page): Promise<Rule[]> {
  await page.evaluate(axe.source);
  const { passes, violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(),
  );
  const rule = (kept: boolean) => (one: axe.Result) => ({
    ...{ id: one.id, kept },
    weight: IMPACTS[one.impact ?? worstOf(one)],
  });
  return [...passes.map(rule(true)), ...violations.map(rule(false))];
}

/** Rules that are kept say what they would say of an element only. */
function worstOf({ nodes }: axe.Result): keyof typeof IMPACTS {
  const impacts = nodes.flatMap(({ any, all }) => [...any, ...all].map(({ impact }) => impact));
  const ids = Object.keys(IMPACTS) as (keyof typeof IMPACTS)[];
  return ids.find((id) => impacts.includes(id)) ?? 'moderate';
}

function shareOf(rules: readonly Rule[]): number {
  const sum = (some: readonly Rule[]) => some.reduce((total, { weight }) => total + weight, 0);
  return sum(rules.filter(({ kept }) => kept)) / sum(rules);
}

function practicesOf(page: Page): Promise<Record<string, boolean>> {
  return page.evaluate(() => ({
    'secure-context': isSecureContext,
    doctype: document.doctype?.name === 'html' && document.compatMode === 'CSS1Compat',
    charset: document.characterSet === 'UTF-8',
    viewport: document.querySelector('meta[name="viewport"]') !== null,
    'names-its-language': document.documentElement.lang !== '',
    'own-origin-only': performance
      .getEntriesByType('resource')
      .every(({ name }) => new URL(name, location.href).origin === location.origin),
    'pictures-keep-their-shape': [...document.images].every(
      ({ naturalWidth, naturalHeight, clientWidth, clientHeight }) =>
        clientHeight === 0 ||
        Math.abs((naturalWidth * clientHeight) / (naturalHeight * clientWidth) - 1) < 0.05,
    ),
  }));
}
