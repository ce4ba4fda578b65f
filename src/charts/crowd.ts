/** Thousands of marks as a few paths: those that look alike are one. */
import { groupBy } from '../base/groupBy';
import type { MethodId } from '../pruning/plan';
import type { Frame } from './frame';
import { ESTIMATED, HOLLOW, SOLID } from './markers';
import { strengthOf, type Chances } from './markLook';
import { stamp } from './markShape';
import { DENSE } from './tradeOff';
import type { Mark } from './tradeOffLayout';

/** More marks than these are drawn so. */
export const CROWD = 250;

export interface CrowdPath {
  readonly key: string;
  readonly line: string;
  readonly method: MethodId;
  readonly solid: boolean;
  readonly dash: string | undefined;
  readonly strength: number;
  /** Outside of what somebody brushed. */
  readonly faded: boolean;
  readonly marks: string;
  readonly cuts: string;
  /** Upright and across. */
  readonly intervals: string;
}

/** The faintest first: what is recommended must not hide behind what is not. @param isFaded of a mark */
export function crowdPaths(
  marks: readonly Mark[],
  chances: Chances | null,
  isFaded: (mark: Mark) => boolean,
  frame: Frame,
): CrowdPath[] {
  const groups = groupBy(marks, (mark) => {
    const { method, line, solid, estimated } = mark;
    const looks = [method, line === DENSE, solid, estimated, strengthOf(mark, chances)];
    return [...looks, isFaded(mark)].join(' ');
  });
  const paths = [...groups].map(([key, group]): CrowdPath => {
    const [first] = group;
    return {
      ...{ key, line: first.line, method: first.method, solid: first.solid },
      dash: first.estimated ? ESTIMATED : undefined,
      strength: strengthOf(first, chances),
      faded: isFaded(first),
      marks: group.map((mark) => stamp(mark, SOLID, mark.final.y)).join(''),
      cuts: group.map((mark) => (mark.cut ? stamp(mark, HOLLOW, mark.cut.y) : '')).join(''),
      intervals: group.map((mark) => bars(mark, frame)).join(''),
    };
  });
  return paths.sort((a, b) => Number(b.faded) - Number(a.faded) || a.strength - b.strength);
}

function bars({ x, final, across }: Mark, { left, right, top, bottom }: Frame): string {
  const upright = `M${x},${Math.min(final.low, bottom)}V${Math.max(final.high, top)}`;
  if (!across) return upright;
  return `${upright}M${Math.max(across.from, left)},${final.y}H${Math.min(across.to, right)}`;
}
