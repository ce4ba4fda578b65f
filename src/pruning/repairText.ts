/** Repairs as they are written on the command line, in links and in files: `recalibrate=500+finetune=60s:cosine`. */
import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';
import type { Budget, PlanStep, Repair, RepairStep, TrainingStep } from './plan';
import {
  BUDGET_UNITS,
  isStoring,
  isTraining,
  rateOf,
  RATES,
  repairRow,
  REPAIRS,
  withRate,
} from './repairs';
import type { RepairRow } from './repairs';

/** Reads `none`, or steps joined by `+` in any order; a step without an amount takes the table's. */
export function parseRepair(text: string): Outcome<Repair> {
  if (text === 'none') return { ok: true, value: [] };
  const steps: RepairStep[] = [];
  for (const part of text.split('+')) {
    const step = parseStep(part);
    if (!step) return refusal('repair-text', { part, fits: FITS, trainings: TRAININGS });
    steps.push(step);
  }
  return { ok: true, value: inOrder(steps) };
}

/** The inverse of `parseRepair`; amounts are always written, a learning rate where it is not the first of the table. */
export function formatRepair(repair: Repair): string {
  return repair.length === 0 ? 'none' : repair.map(formatStep).join('+');
}

/** Steps in the order of the table. */
export function inOrder(steps: readonly RepairStep[]): Repair {
  const place = (step: RepairStep) => REPAIRS.indexOf(repairRow(step.kind));
  return [...steps].sort((a, b) => place(a) - place(b));
}

/** With the step's usual amount. One training at most: choosing one lets the other go. */
export function withStep(repair: Repair, row: RepairRow): Repair {
  const others = withoutStep(repair, row);
  const kept = row.trains ? others.filter((step) => !isTraining(step)) : others;
  return inOrder([...kept, row.standard]);
}

export function withoutStep(repair: Repair, row: RepairRow): Repair {
  return repair.filter(({ kind }) => kind !== row.id);
}

const FITS = REPAIRS.filter(({ trains }) => !trains).map(({ id }) => id);
const TRAININGS = REPAIRS.filter(({ trains }) => trains).map(({ id }) => id);

/** A step as a point's record of it says; what rounds the weights has no amount. */
export function formatStep(step: PlanStep): string {
  if (isStoring(step)) return step.kind;
  if (!isTraining(step)) return `${step.kind}=${step.images}`;
  const { unit, amount } = step.budget;
  const budget = `${amount}${BUDGET_UNITS.find((row) => row.unit === unit)!.suffix}`;
  const rate = rateOf(step);
  return `${step.kind}=${budget}${rate === RATES[0].id ? '' : `:${rate}`}`;
}

function parseStep(text: string): RepairStep | null {
  const [id, amount, ...rest] = text.split('=');
  const row = REPAIRS.find((candidate) => candidate.id === id);
  if (!row || rest.length > 0) return null;
  if (amount === undefined) return row.standard;
  if (isTraining(row.standard)) return parseTraining(row.standard.kind, amount);
  const images = Number(amount);
  return /^\d+$/.test(amount) && images > 0 ? { kind: row.standard.kind, images } : null;
}

/** `60s`, `60s:cosine` */
function parseTraining(kind: TrainingStep['kind'], text: string): TrainingStep | null {
  const [amount, id, ...rest] = text.split(':');
  const budget = parseBudget(amount);
  if (!budget || rest.length > 0) return null;
  if (id === undefined) return { kind, budget };
  const rate = RATES.find((row) => row.id === id)?.id;
  return rate ? withRate({ kind, budget }, rate) : null;
}

/** `60s`, `500steps`, `2epochs`, `0.5epochs` */
export function parseBudget(text: string): Budget | null {
  const [, digits, suffix] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(text) ?? [];
  const row = BUDGET_UNITS.find((candidate) => candidate.suffix === suffix);
  const amount = Number(digits);
  return row && amount > 0 ? { unit: row.unit, amount } : null;
}
