/** Guidance in words, for reports: techniques by goal and by what may be lost. */
import { shortName } from '../pruning/planName';
import { words } from '../words/words';
import type { Field } from './advice';
import { guidance, isKnown, LOSSES, type GuidanceCell } from './guidance';

const say = words.advice;

export interface GuidanceTable {
  readonly heads: readonly string[];
  /** The goal first, then a winner for each column. */
  readonly rows: readonly (readonly string[])[];
}

/** Rows of goals of which nothing was measured are left out. */
export function guidanceTable(field: Field): GuidanceTable {
  const rows = guidance(field).filter(({ goal }) => isKnown(field, goal));
  return {
    heads: [say.goalColumn, ...LOSSES.map((loss) => say.lossColumn(say.value.loss(loss)))],
    rows: rows.map(({ goal, cells }) => [say.goals[goal], ...cells.map(cellText)]),
  };
}

function cellText(cell: GuidanceCell): string {
  if (!cell.winner) return say.noWinner;
  return say.winner(shortName(cell.winner.point.plan), winnerText(cell));
}

/** What the winner needs, and how far the next technique is behind. */
export function winnerText({ goal, winner, margin }: GuidanceCell): string {
  const { quantities, best } = winner!;
  const ahead = margin === null ? say.alone(best) : say.margin(margin, best);
  return say.needs(say.figures[goal](quantities[goal]!.value), ahead);
}
