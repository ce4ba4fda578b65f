/** What there is to say of a network before anything runs: what it is, how it was stored, and what is unusual. */
import type { Note } from '../base/outcome';
import type { Operation, Precision, Tensor } from '../formats/graph';
import { networkCosts, hasNorm, hasWeights } from '../model/costs';
import type { Activation, Network } from '../model/network';
import { familyOf, widthOf, type Family } from './family';
import { paddingKind, type PaddingKind } from './paddingKind';
import type { RecognisedModel } from './recogniseFiles';
import { unusualOf } from './unusual';

export interface ModelFacts {
  readonly family: Family;
  /** Width multiplier; null where no single one makes its channels. */
  readonly width: number | null;
  readonly input: Network['input'];
  readonly classes: number;
  readonly padding: PaddingKind;
  /** Batch normalisation, but for layers that never have one: `folded` into kernels, or kept. */
  readonly normalisation: 'folded' | 'kept' | 'mixed';
  /** Each once, the most frequent first. */
  readonly activations: readonly Activation[];
  /** What stands behind the scores in the file. */
  readonly ending: 'softmax' | 'sigmoid' | null;
  /** That kernels came in, the most frequent first. */
  readonly precisions: readonly Precision[];
  /** As `networkCosts` counts them. */
  readonly parameters: number;
  /** Of one picture. */
  readonly macs: number;
  /** Of all files that came along. */
  readonly bytes: number;
  readonly unusual: readonly Note[];
}

export function factsOf(model: RecognisedModel): ModelFacts {
  const { network, ending, graph, files } = model;
  const { parameters, macs } = networkCosts(network);
  return {
    ...{ family: familyOf(network), width: widthOf(network), input: network.input },
    ...{ classes: network.classes, padding: paddingKind(network), ending },
    normalisation: normalisationOf(network),
    activations: byFrequency(network.layers.filter(hasWeights).map((layer) => layer.activation)),
    precisions: byFrequency(graph.operations.flatMap(kernelOf).map(({ stored }) => stored)),
    ...{ parameters, macs, bytes: files.reduce((sum, file) => sum + file.bytes.length, 0) },
    unusual: unusualOf(model),
  };
}

function normalisationOf({ layers }: Network): ModelFacts['normalisation'] {
  const usual = layers.filter(({ kind }) => kind !== 'dense' && kind !== 'pool');
  const kept = usual.filter(hasNorm).length;
  if (kept === 0) return 'folded';
  return kept === usual.length ? 'kept' : 'mixed';
}

function kernelOf(operation: Operation): Tensor[] {
  return 'kernel' in operation ? [operation.kernel] : [];
}

function byFrequency<T>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}
