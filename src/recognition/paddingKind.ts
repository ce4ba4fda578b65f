import type { Layer, Network } from '../model/network';

/** Whose rule a network's zeros follow, at its own size: PyTorch's on all sides alike, or TensorFlow's SAME. */
export type PaddingKind = 'symmetric' | 'same' | 'mixed' | 'either';

/** Only where a layer steps by 2 over an even map do the rules differ; `either` where none does. */
export function paddingKind({ layers }: Network): PaddingKind {
  const telling = layers.filter(
    ({ kernelSide, stride, inSize }) => kernelSide > 1 && stride > 1 && inSize % stride === 0,
  );
  const symmetric = telling.filter(isSymmetric).length;
  if (telling.length === 0) return 'either';
  if (symmetric === telling.length) return 'symmetric';
  return symmetric === 0 ? 'same' : 'mixed';
}

function isSymmetric({ padding: { top, bottom } }: Layer): boolean {
  return top === bottom;
}
