/** Which networks the kernels compute: those whose layers follow each other as in MobileNetV2. */
import { refusal, type Refusal } from '../../../src/base/outcome';
import type { Layer, Network } from '../../../src/model/network';

const REMEDY = 'use TF.js dense';

/** Null where every layer has a kernel; refused with `unsupported-layer`. */
export function refuseNetwork({ layers }: Network): Refusal | null {
  const strange = layers.find((layer) => !fits(layer, layers));
  if (!strange) return null;
  const { name, kind, kernelSide, stride } = strange;
  const what = `${name}, ${kind} ${kernelSide}×${kernelSide} at stride ${stride}`;
  return refusal('unsupported-layer', `The lab's kernels cannot compute ${what}: ${REMEDY}.`);
}

function fits(layer: Layer, layers: readonly Layer[]): boolean {
  const { index, kind, from, adds, activation, stride } = layer;
  if (from !== (index === 0 ? null : index - 1)) return false;
  if (activation === 'relu' || (adds !== null && kind !== 'pointwise')) return false;
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
