import { refusal, type Refusal } from '../../../src/base/outcome';
import type { Layer, Network } from '../../../src/model/network';

/** Null where the training kernels compute the network both ways; else refused with `unsupported-layer`. */
export function refuseTraining({ layers }: Network): Refusal | null {
  for (const layer of layers) {
    const why = unsupported(layer);
    if (why) return refused(`${layer.name}: ${why}`);
  }
  const last = layers[layers.length - 1];
  if (last.kind === 'dense') return null;
  return refused(`${last.name}: the scores have to come from a dense layer`);
}

function refused(what: string): Refusal {
  return refusal('unsupported-layer', `The lab's kernels cannot train ${what}.`);
}

function unsupported(layer: Layer): string | null {
  const { kind, from, adds, stride, padding } = layer;
  if (kind === 'convolution') return from === null ? null : 'a convolution that reads a map';
  if (from === null) return `a ${kind} layer that reads the image`;
  if (kind === 'pool' && adds !== null) return 'a pool that adds';
  const bordered = Object.values(padding).some((pixels: number) => pixels > 0);
  if (kind === 'pointwise' && (stride > 1 || bordered)) return 'a pointwise layer with a stride';
  return null;
}
