/** Repairs as they are written on the command line, in links and in files: `recalibrate=500+finetune=60s`. */
import type { Budget, Outcome, Repair, RepairStep } from './plan';
import { BUDGET_UNITS, isTraining, repairRow, REPAIRS } from './repairs';
import { refusal } from './validatePlan';

/** Reads `none`, or steps joined by `+` in any order; a step without an amount takes the table's. */
export function parseRepair(text: string): Outcome<Repair> {
  if (text === 'none') return { ok: true, value: [] };
  const steps: RepairStep[] = [];
  for (const part of text.split('+')) {
    const step = parseStep(part);
    if (!step) return refusal('repair', `unknown repair: ${part}; give ${REPAIR_FORMS}`);
    steps.push(step);
  }
  return { ok: true, value: inOrder(steps) };
}

/** The inverse of `parseRepair`; amounts are always written. */
export function formatRepair(repair: Repair): string {
  return repair.length === 0 ? 'none' : repair.map(formatStep).join('+');
}

/** Steps in the order of the table. */
export function inOrder(steps: readonly RepairStep[]): Repair {
  const place = (step: RepairStep) => REPAIRS.indexOf(repairRow(step.kind));
  return [...steps].sort((a, b) => place(a) - place(b));
}

const REPAIR_FORMS =
  'none, or some of recalibrate=IMAGES, least-squares=IMAGES, refit=IMAGES and finetune=BUDGET or distil=BUDGET ' +
  'joined by +, where a budget is such as 60s, 500steps or 2epochs';

function formatStep(step: RepairStep): string {
  if (!isTraining(step)) return `${step.kind}=${step.images}`;
  const { unit, amount } = step.budget;
  return `${step.kind}=${amount}${BUDGET_UNITS.find((row) => row.unit === unit)!.suffix}`;
}

function parseStep(text: string): RepairStep | null {
  const [id, amount, ...rest] = text.split('=');
  const row = REPAIRS.find((candidate) => candidate.id === id);
  if (!row || rest.length > 0) return null;
  if (amount === undefined) return row.standard;
  if (isTraining(row.standard)) {
    const budget = parseBudget(amount);
    return budget && { kind: row.standard.kind, budget };
  }
  const images = Number(amount);
  return /^\d+$/.test(amount) && images > 0 ? { kind: row.standard.kind, images } : null;
}

/** `60s`, `500steps`, `2epochs`, `0.5epochs` */
export function parseBudget(text: string): Budget | null {
  const [, digits, suffix] = /^(\d+(?:\.\d+)?)([a-z]+)$/.exec(text) ?? [];
  const row = BUDGET_UNITS.find((candidate) => candidate.suffix === suffix);
  const amount = Number(digits);
  return row && amount > 0 ? { unit: row.unit, amount } : null;
}
