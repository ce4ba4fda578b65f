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
  readonly label: string;
  readonly hint: string;
  /** Whether it has a place on the axis. */
  readonly axes: (axis: Axis) => boolean;
}[] = [
  {
    id: 'widths',
    label: 'Smaller networks',
    hint: 'MobileNetV2 of other widths, trained from scratch: what pruning has to beat',
    axes: ({ widths }) => widths === true,
  },
  {
    id: 'random',
    label: 'Random band',
    hint: 'From the least to the most accurate of at least three seeds of pruning by lot',
    axes: ({ vertical }) => vertical === 'accuracy',
  },
  {
    id: 'literature',
    label: 'Literature',
    hint: 'Published results on ImageNet, as changes of their own dense network',
    axes: ({ literature }) => literature !== undefined,
  },
];

/** The first checkpoint of every width whose accuracy is known; empty while there is no width but the dense network's. */
export function widthPoints(
  dense: NetworkConfig | null,
  models: readonly BundledModel[] = MODELS,
): WidthPoint[] {
  const known = new Map<number, number>();
  for (const { width, top1 } of models)
    if (top1 !== undefined && !known.has(width)) known.set(width, top1);
  if (!dense || [...known.keys()].every((width) => width === dense.width)) return [];
  return [...known].map(([width, top1]) => {
    const network = mobilenetV2({ ...dense, width, channels: undefined });
    return { width, macs: networkCosts(network).macs, denseBytes: denseBytes(network), top1 };
  });
}
