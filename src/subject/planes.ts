/** Planes of a decoded picture as its network has them. */

/**
 * @param rgba [pixels][4], as a canvas gives them, without transparency
 * @returns [pixels][planes]; grey is the luma of Rec. 601, as Pillow's and TensorFlow's
 */
export function planesOf(rgba: Uint8ClampedArray | Uint8Array, planes: 1 | 3): Uint8Array {
  const pixels = rgba.length / 4;
  const result = new Uint8Array(pixels * planes);
  for (let i = 0; i < pixels; i++) {
    const [red, green, blue] = [rgba[4 * i], rgba[4 * i + 1], rgba[4 * i + 2]];
    if (planes === 1) result[i] = Math.round(0.299 * red + 0.587 * green + 0.114 * blue);
    else {
      result[3 * i] = red;
      result[3 * i + 1] = green;
      result[3 * i + 2] = blue;
    }
  }
  return result;
}

/** The other way round, opaque: grey is repeated. */
export function rgbaOf(pixels: Uint8Array, planes: 1 | 3): Uint8ClampedArray<ArrayBuffer> {
  const count = pixels.length / planes;
  const result = new Uint8ClampedArray(4 * count);
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < 3; p++) result[4 * i + p] = pixels[i * planes + (planes === 1 ? 0 : p)];
    result[4 * i + 3] = 255;
  }
  return result;
}
