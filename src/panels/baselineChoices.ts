/** Baselines that the chart can show, and the smaller networks that lie beside the page. */
import type { AxisId } from '../charts/axes';
import type { BaselineKind, WidthPoint } from '../charts/baselines';
import { MODELS } from '../data/models';
import { networkCosts } from '../model/costs';
import { mobilenetV2 } from '../model/mobilenetV2';
import type { NetworkConfig } from '../model/network';
import { denseBytes } from '../pruning/sparseEncoding';

export const BASELINES: readonly {
  readonly id: BaselineKind;
  readonly label: string;
  readonly hint: string;
  /** Whether it has a place on the axis. */
  readonly axes: (axis: AxisId) => boolean;
}[] = [
  {
    id: 'widths',
    label: 'Smaller networks',
    hint: 'MobileNetV2 of other widths, trained from scratch: what pruning has to beat',
    axes: (axis) => axis === 'macs' || axis === 'bytes-encoded' || axis === 'bytes-dense',
  },
  {
    id: 'random',
    label: 'Random band',
    hint: 'From the least to the most accurate of at least three seeds of pruning by lot',
    axes: (axis) => axis !== 'energy-latency',
  },
  {
    id: 'literature',
    label: 'Literature',
    hint: 'Published results on ImageNet, as changes of their own dense network',
    axes: (axis) => axis === 'macs' || axis === 'sparsity',
  },
];

/** Empty while no checkpoint of another width has a known accuracy. */
export function widthPoints(dense: NetworkConfig | null): WidthPoint[] {
  if (!dense) return [];
  return MODELS.flatMap(({ width, top1 }) => {
    if (top1 === undefined) return [];
    const network = mobilenetV2({ ...dense, width, channels: undefined });
    return [{ width, macs: networkCosts(network).macs, denseBytes: denseBytes(network), top1 }];
  });
}
