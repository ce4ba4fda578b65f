/** What has to be said of joules that no meter measured. */
import type { EnergySource } from '../meter/energy/energyRecord';
import type { Axis } from './axes';
import type { PlannedPoint } from './chartPoint';
import { words } from '../words/words';

const say = words.charts.notices;

/** Whether the axis, or what stands against it, shows joules. */
export function showsEnergy({ of }: Axis): boolean {
  return of === 'energy';
}

export function isEstimated({ energy }: Pick<PlannedPoint, 'energy'>): boolean {
  return energy?.source === 'estimated';
}

/** Words to stand beside the axis; null where all is measured. */
export function energyNotice(points: readonly Pick<PlannedPoint, 'energy'>[]): string | null {
  const disturbed = points.some(({ energy }) => energy?.disturbed);
  const notices = [sourceNotice(points), disturbed ? say.disturbed : null];
  const said = notices.filter((notice) => notice !== null);
  return said.length > 0 ? say.list(said) : null;
}

function sourceNotice(points: readonly Pick<PlannedPoint, 'energy'>[]): string | null {
  const sources = new Set(points.flatMap(({ energy }) => energy?.source ?? []));
  const [measured, simulated, estimated] = SOURCES.map((source) => sources.has(source));
  if (simulated) return estimated ? say.simulatedOrEstimated : say.simulated;
  if (!estimated) return null;
  return measured ? say.measuredOrEstimated : say.estimated;
}

const SOURCES: readonly EnergySource[] = ['measured', 'simulated', 'estimated'];

/** A guess beats no measurement: only the points of the best source compete for the front. */
export function comparable<T>(
  marks: readonly T[],
  pointOf: (mark: T) => PlannedPoint,
): readonly T[] {
  const best = SOURCES.find((source) =>
    marks.some((mark) => pointOf(mark).energy?.source === source),
  );
  return marks.filter((mark) => pointOf(mark).energy?.source === best);
}

/** What a meter measured, what a simulated one told and what was estimated have no line in common; one point has none. */
export function bySource<T>(
  marks: readonly T[],
  pointOf: (mark: T) => PlannedPoint,
): readonly (readonly T[])[] {
  const pieces = SOURCES.map((source) =>
    marks.filter((mark) => pointOf(mark).energy?.source === source),
  );
  return pieces.filter(({ length }) => length > 1);
}

/** One line for the caption of a file. */
export function energyCaption(points: readonly Pick<PlannedPoint, 'energy'>[]): string[] {
  const sentences = points.flatMap(({ energy }) => {
    if (!energy) return [];
    const { source, disturbed, meter, cores = null } = energy;
    if (source === 'estimated') return words.charts.caption.estimated;
    const told = { simulated: source === 'simulated', disturbed: disturbed !== undefined };
    return words.charts.caption.metered({ ...told, meter, cores });
  });
  return [...new Set(sentences)];
}
