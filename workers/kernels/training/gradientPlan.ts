/**
 * Where the gradient of each layer's output lies on the way back, who writes it first and who adds to it. A sum's gradient
 * is that of what it adds, too: both share a place where the sum is the last to read the other, so that nothing is
 * copied.
 */
import type { Layer } from '../../../src/model/network';
import { layOutArena } from '../memory/arena';
import type { TrainingMap } from './maps';
import type { LayerRole } from './roles';

export interface GradientPlan {
  readonly bytes: number;
  /** From the start of all gradients, of each layer's output. */
  readonly outputs: readonly number[];
  /** The same of its map before activation and normalisation, where it is not the place of the output's. */
  readonly maps: readonly (number | null)[];
}

/**
 * @param maps of the layers, whose gradients are as large
 * @param needsOwn whether a layer's map has a gradient apart from its output's
 */
export function planGradients(
  layers: readonly Layer[],
  roles: readonly LayerRole[],
  maps: readonly TrainingMap[],
): GradientPlan {
  const steps = layers.length;
  const tenants: { bytes: number; from: number; to: number }[] = [];
  const reserve = (index: number, from: number) => {
    const { channels, pitch } = maps[index];
    return tenants.push({ bytes: channels * pitch, from, to: steps - index }) - 1;
  };
  const outputs: number[] = [];
  const own: (number | null)[] = [];
  // Steps count backwards: the loss is at 0, layer i at `steps` − i.
  for (const layer of [...layers].reverse()) {
    const { index } = layer;
    const last = roles[index].readers.at(0);
    if (last && sharesGradient(last, index)) {
      outputs[index] = outputs[last.index];
      tenants[outputs[index]].to = steps - index;
    } else outputs[index] = reserve(index, last ? steps - last.index : 0);
    own[index] = keepsOutputGradient(layer) ? reserve(index, steps - index) : null;
  }
  const { bytes, offsets } = layOutArena(tenants);
  return {
    bytes,
    outputs: outputs.map((tenant) => offsets[tenant]),
    maps: own.map((tenant) => (tenant === null ? null : offsets[tenant])),
  };
}

/** Whether a sum's gradient lies where that of the map lies that it adds; `sum` reads it last. */
export function sharesGradient(sum: Layer, added: number): boolean {
  return sum.adds === added && !masksGradient(sum);
}

/** A depthwise layer's way back clears its output's gradient where something is clamped. */
function masksGradient({ kind }: Layer): boolean {
  return kind === 'depthwise';
}

/** Others read it still when the layer has brought it back through its normalisation. */
function keepsOutputGradient({ kind, adds }: Layer): boolean {
  return kind !== 'depthwise' && kind !== 'pool' && adds !== null;
}
