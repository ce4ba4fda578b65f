/** Command lines that measure a study's points again. */
import { groupBy } from '../base/groupBy';
import { methodOf } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import type { OperatingPoint } from '../study/point';
import { studyCommand } from '../study/recipe';
import { MODELS } from '../subject/models';

interface Repeated {
  /** The command of the point alone, without what it shares with nobody. */
  readonly command: string;
  readonly plan: Plan;
}

const HOLE = '…';

/** One for each set of levels and settings; the dense network, which all are compared with, is measured by each. */
export function commandsOf(points: readonly OperatingPoint[]): string[] {
  const cut = points.filter(({ plan }) => plan.level > 0);
  const repeated = (cut.length > 0 ? cut : points).map((point) => repeatedOf(point, points));
  const lines = groupBy(repeated, ({ command, plan }) => `${plan.method} ${command}`).values();
  const alike = groupBy(lines, (line) => `${levelsOf(line)} ${line[0].command}`);
  return [...alike.values()].map((same) => {
    const methods = same.map(([{ plan }]) => plan.method).join(',');
    const asked = `--methods ${methods} --levels ${levelsOf(same[0])}`;
    return same[0][0].command.replace(HOLE, asked);
  });
}

function repeatedOf(point: OperatingPoint, points: readonly OperatingPoint[]): Repeated {
  const { accuracy, origin } = point;
  const plan = { ...point.plan, seed: firstSeed(point.plan, points) };
  const { id } = origin.environment.model;
  const model = MODELS.some((row) => row.id === id) ? id : null;
  const command = studyCommand(plan, accuracy.afterCutting.total, model);
  const own = `--methods ${plan.method} --levels ${plan.level}`;
  return { plan, command: command.replace(own, HOLE) };
}

/** Methods that draw lots are measured with several seeds, from the first on. */
function firstSeed({ method, seed }: Plan, points: readonly OperatingPoint[]): number {
  if (!methodOf(method).seeded) return seed;
  return Math.min(...points.flatMap(({ plan }) => (plan.method === method ? [plan.seed] : [])));
}

function levelsOf(line: readonly Repeated[]): string {
  const levels = new Set([0, ...line.map(({ plan }) => plan.level)]);
  return [...levels].sort((a, b) => a - b).join(',');
}
