/** NHWC as the lab's images lie → NCHW. */
export function channelMajor(images: Float32Array, count: number, planes: number): Float32Array {
  const pixels = images.length / count / planes;
  const result = new Float32Array(images.length);
  for (let image = 0; image < count; image++)
    for (let pixel = 0; pixel < pixels; pixel++)
      for (let plane = 0; plane < planes; plane++)
        result[(image * planes + plane) * pixels + pixel] =
          images[(image * pixels + pixel) * planes + plane];
  return result;
}
