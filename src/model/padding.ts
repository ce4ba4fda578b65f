/** Zeros around a map, in pixels. */
export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export const NO_PADDING = symmetricPadding(0);

/** The same on all four sides, as PyTorch pads. */
export function symmetricPadding(pixels: number): Padding {
  return { top: pixels, right: pixels, bottom: pixels, left: pixels };
}

/** TensorFlow's SAME: ⌈size / stride⌉ outputs, and the odd pixel behind the map. */
export function samePadding(size: number, kernelSide: number, stride: number): Padding {
  const outputs = Math.ceil(size / stride);
  const pixels = Math.max(0, (outputs - 1) * stride + kernelSide - size);
  const before = Math.floor(pixels / 2);
  return { top: before, right: pixels - before, bottom: pixels - before, left: before };
}

/** Height of the output map. */
export function paddedOutput(
  size: number,
  kernelSide: number,
  stride: number,
  { top, bottom }: Padding,
): number {
  return Math.floor((size + top + bottom - kernelSide) / stride) + 1;
}

/**
 * Padding as formats with TensorFlow's rules say it: `same` where that rule gives these zeros, `valid` where there are
 * none, and `pad` where a layer of its own has to put them around the map.
 */
export function paddingRule({
  padding,
  inSize,
  kernelSide,
  stride,
}: {
  readonly padding: Padding;
  readonly inSize: number;
  readonly kernelSide: number;
  readonly stride: number;
}): 'same' | 'valid' | 'pad' {
  if (equal(padding, samePadding(inSize, kernelSide, stride))) return 'same';
  return equal(padding, NO_PADDING) ? 'valid' : 'pad';
}

function equal(a: Padding, b: Padding): boolean {
  return a.top === b.top && a.right === b.right && a.bottom === b.bottom && a.left === b.left;
}
