/** What has to be said of joules that no meter measured. */
import type { EnergySource } from '../meter/energy/energyRecord';
import type { Axis } from './axes';
import type { PlannedPoint } from './chartPoint';

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
  const words = [sourceNotice(points), disturbed ? 'some disturbed' : null];
  return words.filter((word) => word !== null).join('; ') || null;
}

function sourceNotice(points: readonly Pick<PlannedPoint, 'energy'>[]): string | null {
  const sources = new Set(points.flatMap(({ energy }) => energy?.source ?? []));
  const [measured, simulated, estimated] = SOURCES.map((source) => sources.has(source));
  if (simulated) return estimated ? 'simulated meter; hollow: estimated' : 'simulated meter';
  if (!estimated) return null;
  return measured ? 'hollow: estimated' : 'estimated';
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
    if (energy.source === 'estimated')
      return 'energy estimated: latency × documented power of a Raspberry Pi 4B, no meter';
    const cores = energy.cores === undefined ? '' : `, ${energy.cores} busy`;
    const disturbed = energy.disturbed ? ', disturbed' : '';
    return `energy ${energy.source}${energy.source === 'simulated' ? ', not measured' : ''}${disturbed}: ${energy.meter}${cores}`;
  });
  return [...new Set(sentences)];
}
