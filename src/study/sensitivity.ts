/** What a sensitivity analysis found, as files. */
import type { Unit } from '../pruning/cutUnits';
import type { Plan } from '../pruning/plan';

export interface SensitivityPoint {
  /** Index of the channel set, or of the layer. */
  readonly unit: number;
  /** Share of it that was cut. */
  readonly share: number;
  readonly correct: number;
  readonly images: number;
  /** Mean over the images, in nats. */
  readonly crossEntropy: number;
}

export interface Sensitivity {
  readonly plan: Plan;
  readonly units: readonly Unit[];
  readonly dense: Omit<SensitivityPoint, 'unit' | 'share'> | null;
  readonly points: readonly SensitivityPoint[];
}

export function sensitivityJson({ plan, units, dense, points }: Sensitivity): string {
  const { method, scope, minChannels, seed } = plan;
  const all = ordered({ units, points }).map(({ name, point }) => ({ ...point, name }));
  const judgedOn = 'training images, the last of the file; one set or layer cut, nothing repaired';
  const file = { schema: 1, method, scope, minChannels, seed, judgedOn, dense, points: all };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const HEADER = 'method,unit,size,share_cut,images,correct,cross_entropy_nats';

export function sensitivityCsv({ plan, units, points }: Sensitivity): string {
  const rows = ordered({ units, points }).map(({ name, size, point }) =>
    [plan.method, name, size, point.share, point.images, point.correct, point.crossEntropy].join(),
  );
  return [HEADER, ...rows].map((row) => `${row}\r\n`).join('');
}

/** Set by set, by ascending share. */
function ordered({ units, points }: Pick<Sensitivity, 'units' | 'points'>) {
  return units.flatMap(({ index, name, size }) =>
    points
      .filter(({ unit }) => unit === index)
      .sort((a, b) => a.share - b.share)
      .map((point) => ({ name, size, point })),
  );
}
