/** Cross-entropy of some of the images. */
export interface CrossEntropyPart {
  /** Sum over the images, in nats. */
  readonly crossEntropySum: number;
  readonly images: number;
}

/** Mean cross-entropy in nats over the images of all parts; at least one image. */
export function meanCrossEntropy(parts: readonly CrossEntropyPart[]): number {
  const images = parts.reduce((sum, part) => sum + part.images, 0);
  if (images === 0) throw new RangeError('invalid cross-entropy: no images');
  return parts.reduce((sum, part) => sum + part.crossEntropySum, 0) / images;
}
