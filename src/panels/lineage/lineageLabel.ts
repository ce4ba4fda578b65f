/** A node of the tree in words. */
import { methodOf } from '../../pruning/methods';
import { settingWords } from '../../pruning/planName';
import { repairWords, stepLabel } from '../../pruning/repairName';
import { isStoring } from '../../pruning/repairs';
import type { PlanStep } from '../../pruning/plan';
import { bestBelow, networksBelow, type LineageNode } from '../../study/lineage';
import { inWords } from '../../words/inWords';
import { levelText } from '../../words/numbers';
import { words } from '../../words/words';

const say = words.lineage;

export function nodeLabel({ step, plan }: LineageNode): string {
  switch (step.kind) {
    case 'dense':
      return words.planNames.dense;
    case 'method': {
      const { label } = inWords('methods', methodOf(plan.method));
      return words.planNames.list([label, ...settingWords(plan)]);
    }
    case 'cut':
      return say.steps.cut(levelText(plan.level));
    case 'gradual':
      return say.steps.gradual(levelText(plan.level), stepWords(step.training));
    case 'step':
      return stepWords(step.step);
  }
}

/** What stands below the label. */
export function nodeFigure(node: LineageNode): string {
  if (node.step.kind === 'method') {
    const best = bestBelow(node);
    return say.below(networksBelow(node), best && best.correct / best.total);
  }
  const { accuracy } = node;
  return accuracy ? say.accuracy(accuracy.correct / accuracy.total) : say.notMeasured;
}

function stepWords(step: PlanStep): string {
  return isStoring(step) ? stepLabel(step.kind) : repairWords([step]);
}
