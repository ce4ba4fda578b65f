/**
 * Sums for a linear fit y ≈ x·W + constant over many samples, and its solution. Where batch
 * normalisation lies behind the layer, it takes the constant; so both sides are centred.
 */
import * as tf from '@tensorflow/tfjs-core';

export class NormalEquations {
  readonly inputs: number;
  readonly outputs: number;
  samples = 0;
  /** Sums of xᵀx [inputs][inputs] and of xᵀy [inputs][outputs], of x and of y; float32 only within one batch. */
  private readonly xx: Float64Array;
  private readonly xy: Float64Array;
  private readonly x: Float64Array;
  private readonly y: Float64Array;

  constructor(inputs: number, outputs: number) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.xx = new Float64Array(inputs * inputs);
    this.xy = new Float64Array(inputs * outputs);
    this.x = new Float64Array(inputs);
    this.y = new Float64Array(outputs);
  }

  /**
   * @param x [samples][inputs]
   * @param y [samples][outputs]
   */
  add(x: tf.Tensor2D, y: tf.Tensor2D): void {
    tf.tidy(() => {
      // TF.js multiplies fast only where neither side is to be transposed.
      const turned = tf.transpose(x);
      addTo(this.xx, tf.matMul(turned, x).dataSync<'float32'>());
      addTo(this.xy, tf.matMul(turned, y).dataSync<'float32'>());
    });
    addColumns(this.x, x.dataSync<'float32'>());
    addColumns(this.y, y.dataSync<'float32'>());
    this.samples += x.shape[0];
  }

  /** Covariances: C = E[xᵀx] − E[x]ᵀE[x] and D = E[xᵀy] − E[x]ᵀE[y]. */
  centred(): Centred {
    const { inputs, outputs, samples } = this;
    const covariance = this.xx.map(
      (sum, i) =>
        sum / samples - (this.x[Math.floor(i / inputs)] / samples) * (this.x[i % inputs] / samples),
    );
    const target = this.xy.map(
      (sum, i) =>
        sum / samples -
        (this.x[Math.floor(i / outputs)] / samples) * (this.y[i % outputs] / samples),
    );
    return { inputs, outputs, covariance, target };
  }

  /** Of a fit W [inputs][outputs]: E[y] − E[x]·W, one value an output. */
  constant(fit: Float32Array): Float32Array {
    const { inputs, outputs, samples } = this;
    return Float32Array.from({ length: outputs }, (_, o) => {
      let rest = this.y[o];
      for (let i = 0; i < inputs; i++) rest -= this.x[i] * fit[i * outputs + o];
      return rest / samples;
    });
  }
}

/** The fit is W with C·W = D. */
export interface Centred {
  readonly inputs: number;
  readonly outputs: number;
  /** C, [inputs][inputs] */
  readonly covariance: Float64Array;
  /** D, [inputs][outputs] */
  readonly target: Float64Array;
}

function addTo(sums: Float64Array, values: Float32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i] += values[i];
}

function addColumns(sums: Float64Array, rows: Float32Array): void {
  const width = sums.length;
  for (let start = 0; start < rows.length; start += width) {
    for (let c = 0; c < width; c++) sums[c] += rows[start + c];
  }
}
