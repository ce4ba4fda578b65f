import { refusal, type Refusal } from '../../../src/base/outcome';
import type { Layer, Network } from '../../../src/model/network';

/**
 * Null where the training kernels compute the network both ways: all but the classifier is normalised, and only
 * projections are linear. Refused with `unsupported-layer`.
 */
export function refuseTraining(network: Network): Refusal | null {
  const { layers } = network;
  const strange = layers.find((layer) => !trains(layer) || !follows(layer, layers)) ?? null;
  if (!strange) return refusePlanes(network);
  const { name, kind, kernelSide, stride, activation } = strange;
  const what = `${name}, ${kind} ${kernelSide}×${kernelSide} at stride ${stride} with ${activation} outputs`;
  return refusal('unsupported-layer', `The lab's kernels cannot train ${what}.`);
}

function refusePlanes({ input }: Network): Refusal | null {
  if (input.planes === 3) return null;
  const what = `images of ${input.planes} planes`;
  return refusal('unsupported-layer', `The lab's kernels cannot train on ${what}, only of 3.`);
}

function trains({ kind, activation, adds, epsilon }: Layer): boolean {
  switch (kind) {
    case 'convolution':
    case 'depthwise':
      return activation === 'relu6' && epsilon !== null;
    case 'pointwise':
      return (
        epsilon !== null && activation !== 'relu' && (adds === null || activation === 'linear')
      );
    case 'pool':
    case 'dense':
      return true;
  }
}

/** As in MobileNetV2: each layer reads the one before. */
function follows(layer: Layer, layers: readonly Layer[]): boolean {
  const { index, kind, from, adds, activation, stride } = layer;
  if (from !== (index === 0 ? null : index - 1)) return false;
  if (adds !== null && kind !== 'pointwise') return false;
  switch (kind) {
    case 'convolution':
      return index === 0 && isThree(layer);
    case 'depthwise':
      return isThree(layer);
    case 'pointwise':
      return stride === 1 && layer.inSize === layer.outSize;
    case 'pool':
      return index === layers.length - 2;
    case 'dense':
      return index === layers.length - 1 && activation === 'linear' && layer.epsilon === null;
  }
}

function isThree({ kernelSide, stride, padding }: Layer): boolean {
  const { top, right, bottom, left } = padding;
  const bordered = [top, right, bottom, left].every((pixels) => pixels === 1);
  return kernelSide === 3 && bordered && (stride === 1 || stride === 2);
}
