/** Baselines that the chart can show, and the smaller networks that lie beside the page. */
import type { Axis } from '../../charts/axes';
import type { BaselineKind, WidthPoint } from '../../charts/baselines';
import { MODELS, type BundledModel } from '../../subject/models';
import { networkCosts } from '../../model/costs';
import { mobilenetV2 } from '../../model/mobilenetV2';
import type { NetworkConfig } from '../../model/network';
import { denseBytes } from '../../pruning/sparseEncoding';

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

/** The first checkpoint of every width whose accuracy is known; empty while there is no width but the dense network's. */
export function widthPoints(
  dense: NetworkConfig,
  models: readonly BundledModel[] = MODELS,
): WidthPoint[] {
  if (!hasWidths(dense, models)) return [];
  return [...accuracies(models)].map(([width, top1]) => {
    const network = mobilenetV2({ ...dense, width, channels: undefined });
    return { width, macs: networkCosts(network).macs, denseBytes: denseBytes(network), top1 };
  });
}

/** Whether the accuracy of another width than the dense network's is known. */
export function hasWidths(dense: NetworkConfig, models: readonly BundledModel[] = MODELS): boolean {
  return [...accuracies(models).keys()].some((width) => width !== dense.width);
}

/** Of the first checkpoint, by width. */
function accuracies(models: readonly BundledModel[]): Map<number, number> {
  const known = new Map<number, number>();
  for (const { width, top1 } of models)
    if (top1 !== undefined && !known.has(width)) known.set(width, top1);
  return known;
}

/** Beside the baselines in the link: whether the example study's curves are drawn. */
export const EXAMPLE = 'example';
