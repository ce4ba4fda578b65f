/** Thousands of marks as a few paths: those that look alike are one. */
import { groupBy } from '../base/groupBy';
import type { MethodId } from '../pruning/plan';
import type { Frame } from './frame';
import { ESTIMATED, HOLLOW, SOLID } from './markers';
import { strengthOf, type Chances } from './markLook';
import { stamp } from './markShape';
import { DENSE } from './tradeOff';
import type { Mark } from './tradeOffLayout';
import type { Spot } from './vertical';

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

/** Intervals of marks that look alike. */
export interface IntervalPath extends Pick<
  CrowdPath,
  'key' | 'line' | 'method' | 'strength' | 'faded'
> {
  readonly estimated: boolean;
  readonly upright: string;
  readonly across: string;
}

/** Also of few marks: a path for each interval is as dear as the mark itself. */
export function intervalPaths(
  marks: readonly Mark[],
  chances: Chances | null,
  isFaded: (mark: Mark) => boolean,
  frame: Frame,
): IntervalPath[] {
  return alike(marks, chances, isFaded).map(([looks, group]) => ({
    ...looks,
    upright: group.map(({ x, final }) => uprightBar(x, final, frame)).join(''),
    across: group.map((mark) => acrossBar(mark, frame)).join(''),
  }));
}

/** Of answers right after cutting, by the colour of their line. */
export function cutIntervals(marks: readonly Mark[], frame: Frame) {
  const cut = marks.filter((mark) => mark.cut !== null);
  return [...groupBy(cut, ({ method, line }) => `${method} ${line === DENSE}`)].map(
    ([key, group]) => ({
      ...{ key, line: group[0].line, method: group[0].method },
      path: group.map((mark) => uprightBar(mark.x, mark.cut!, frame)).join(''),
    }),
  );
}

/** The faintest first: what is recommended must not hide behind what is not. @param isFaded of a mark */
export function crowdPaths(
  marks: readonly Mark[],
  chances: Chances | null,
  isFaded: (mark: Mark) => boolean,
  frame: Frame,
): CrowdPath[] {
  return alike(marks, chances, isFaded).map(([{ estimated, ...looks }, group]) => ({
    ...looks,
    dash: estimated ? ESTIMATED : undefined,
    marks: group.map((mark) => stamp(mark, SOLID, mark.final.y)).join(''),
    cuts: group.map((mark) => (mark.cut ? stamp(mark, HOLLOW, mark.cut.y) : '')).join(''),
    intervals: group.map((mark) => bars(mark, frame)).join(''),
  }));
}

function alike(marks: readonly Mark[], chances: Chances | null, isFaded: (mark: Mark) => boolean) {
  const groups = groupBy(marks, (mark) => {
    const { method, line, solid, estimated } = mark;
    const looks = [method, line === DENSE, solid, estimated, strengthOf(mark, chances)];
    return [...looks, isFaded(mark)].join(' ');
  });
  return [...groups]
    .map(([key, group]) => {
      const { line, method, solid, estimated } = group[0];
      const [strength, faded] = [strengthOf(group[0], chances), isFaded(group[0])];
      return [{ key, line, method, solid, estimated, strength, faded }, group] as const;
    })
    .sort(([a], [b]) => Number(b.faded) - Number(a.faded) || a.strength - b.strength);
}

function bars(mark: Mark, frame: Frame): string {
  return `${uprightBar(mark.x, mark.final, frame)}${acrossBar(mark, frame)}`;
}

function uprightBar(x: number, { low, high }: Spot, { top, bottom }: Frame): string {
  return `M${x},${Math.min(low, bottom)}V${Math.max(high, top)}`;
}

function acrossBar({ final, across }: Mark, { left, right }: Frame): string {
  return across ? `M${Math.max(across.from, left)},${final.y}H${Math.min(across.to, right)}` : '';
}
