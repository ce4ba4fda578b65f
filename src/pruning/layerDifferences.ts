/** Two pruned networks of one dense network, layer by layer. */
import { hasWeights, type LayerCosts } from '../model/costs';
import type { LayerKind } from '../model/network';
import type { PlannedFigures } from './plannedFigures';

/** What is left of a layer. */
export interface LayerLeft {
  readonly inChannels: number;
  readonly outChannels: number;
  /** Values that are stored in its kernel. */
  readonly weights: number;
  /** Of these, how many are zero. */
  readonly zeros: number;
}

export interface LayerDifference {
  readonly name: string;
  readonly kind: LayerKind;
  readonly dense: LayerLeft;
  readonly first: LayerLeft;
  readonly second: LayerLeft;
  readonly differs: boolean;
}

type Layers = Pick<PlannedFigures, 'layers'>;

/** In the order of the network; layers without weights are left out. */
export function layerDifferences(dense: Layers, first: Layers, second: Layers): LayerDifference[] {
  return dense.layers
    .map((before, i) => ({ before, one: first.layers[i], other: second.layers[i] }))
    .filter(({ before }) => hasWeights(before.layer))
    .map(({ before, one, other }) => ({
      name: before.layer.name,
      kind: before.layer.kind,
      dense: leftOf(before),
      first: leftOf(one),
      second: leftOf(other),
      differs: !alike(leftOf(one), leftOf(other)),
    }));
}

function leftOf({ layer, kernelSize, nonZeros }: LayerCosts): LayerLeft {
  const { inChannels, outChannels } = layer;
  return { inChannels, outChannels, weights: kernelSize, zeros: kernelSize - nonZeros };
}

function alike(a: LayerLeft, b: LayerLeft): boolean {
  return (Object.keys(a) as (keyof LayerLeft)[]).every((key) => a[key] === b[key]);
}
