import * as tf from '@tensorflow/tfjs-core';

/**
 * Mean of each channel over all images and positions of NHWC maps. Pooling gives each image's means at SIMD speed;
 * only those are added up in JavaScript, in double precision.
 */
export function channelMeans(maps: tf.Tensor4D): Float64Array {
  const [images, height, width, channels] = maps.shape;
  const pooled = tf.avgPool(maps, [height, width], 1, 'valid');
  const values = pooled.dataSync<'float32'>();
  pooled.dispose();
  const means = new Float64Array(channels);
  for (let i = 0; i < values.length; i++) means[i % channels] += values[i] / images;
  return means;
}
