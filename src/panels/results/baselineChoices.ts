/** Baselines that the chart can show. */
import type { Axis } from '../../charts/axes';
import type { BaselineKind } from '../../charts/baselines';
import { MODELS, type BundledModel } from '../../subject/models';
import type { NetworkConfig } from '../../model/network';

export const BASELINES: readonly {
  readonly id: BaselineKind;
  /** Whether it has a place on the axis. */
  readonly axes: (axis: Axis) => boolean;
}[] = [
  {
    id: 'widths',
    axes: ({ widths }) => widths === true,
  },
  {
    id: 'random',
    axes: ({ vertical }) => vertical === 'accuracy',
  },
  {
    id: 'literature',
    axes: ({ literature }) => literature !== undefined,
  },
];

/** Whether the accuracy of another width than the dense network's is known. */
export function hasWidths(dense: NetworkConfig, models: readonly BundledModel[] = MODELS): boolean {
  return [...widthAccuracies(models).keys()].some((width) => width !== dense.width);
}

/** Of the first checkpoint, by width multiplier; in percent. */
export function widthAccuracies(models: readonly BundledModel[]): Map<number, number> {
  const known = new Map<number, number>();
  for (const { width, top1 } of models)
    if (top1 !== undefined && !known.has(width)) known.set(width, top1);
  return known;
}

/** Beside the baselines in the link: whether the example study's curves are drawn. */
export const EXAMPLE = 'example';
