/** What repairs are called. As files and links write them: repairText.ts. */
import { words } from '../words/words';
import type { PlanStep, Repair, RepairStep } from './plan';
import { PRECISIONS } from './precisions';
import { isTraining, rateOf, rateRow, RATES, repairRow } from './repairs';
import { inWords } from '../words/inWords';

const say = words.planNames;

/** `500`, `60 s`, `2 epochs (cosine)` */
export function amountWords(step: RepairStep): string {
  if (!isTraining(step)) return String(step.images);
  const { unit, amount } = step.budget;
  const rate = rateRow(rateOf(step));
  const text = say.repair.amount(amount, say.units[unit]);
  return rate === RATES[0] ? text : say.repair.withRate(text, inWords('rates', rate).label);
}

/** Of a step that runs. */
export function stepLabel(kind: PlanStep['kind']): string {
  const storing = PRECISIONS.find(({ id }) => id === kind);
  return storing
    ? inWords('precisions', storing).label
    : inWords('repairs', repairRow(kind as RepairStep['kind'])).label;
}

/** `not repaired`, or `recalibrated on 500, fine-tuned for 60 s` */
export function repairWords(repair: Repair): string {
  if (repair.length === 0) return say.repair.none;
  return say.list(
    repair.map((step) =>
      say.repair.step(inWords('repairs', repairRow(step.kind)).done, amountWords(step)),
    ),
  );
}

/** The same for legends, where several steps need abbreviations: `LS 500 + FT 60 s` */
export function repairLabel(repair: Repair): string {
  if (repair.length < 2) return repairWords(repair);
  const stepOf = (step: RepairStep) =>
    say.repair.shortStep(inWords('repairs', repairRow(step.kind)).short, amountWords(step));
  return say.repair.shortSteps(repair.map(stepOf));
}
