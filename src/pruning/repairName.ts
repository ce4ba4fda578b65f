/** What repairs are called. As files and links write them: repairText.ts. */
import { words } from '../words/words';
import type { Repair, RepairStep } from './plan';
import { BUDGET_UNITS, isTraining, rateOf, RATES, repairRow } from './repairs';

const say = words.planNames;

/** `500`, `60 s`, `2 epochs (cosine)` */
export function amountWords(step: RepairStep): string {
  if (!isTraining(step)) return String(step.images);
  const { unit, amount } = step.budget;
  const rate = RATES.find(({ id }) => id === rateOf(step))!;
  const text = say.repair.amount(amount, BUDGET_UNITS.find((row) => row.unit === unit)!.word);
  return rate === RATES[0] ? text : say.repair.withRate(text, rate.label);
}

/** `not repaired`, or `recalibrated on 500, fine-tuned for 60 s` */
export function repairWords(repair: Repair): string {
  if (repair.length === 0) return say.repair.none;
  return say.list(
    repair.map((step) => say.repair.step(repairRow(step.kind).done, amountWords(step))),
  );
}

/** The same for legends, where several steps need abbreviations: `LS 500 + FT 60 s` */
export function repairLabel(repair: Repair): string {
  if (repair.length < 2) return repairWords(repair);
  const stepOf = (step: RepairStep) =>
    say.repair.shortStep(repairRow(step.kind).short, amountWords(step));
  return say.repair.shortSteps(repair.map(stepOf));
}
