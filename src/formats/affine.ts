/** Sums, products and differences with a constant, as scale·x + offset. */
import type { AffineOperation } from './graph';

export type Affine = Pick<AffineOperation, 'scale' | 'offset'>;

/**
 * Undefined where it is no such sum.
 * @param first whether the constant stands before the map
 */
export type AffineOf = (constant: Float32Array, first: boolean) => Affine | undefined;

export const plus: AffineOf = (offset) => ({ scale: null, offset });

export const times: AffineOf = (scale) => ({ scale, offset: null });

export const minus: AffineOf = (constant, first) =>
  first
    ? { scale: Float32Array.of(-1), offset: constant }
    : { scale: null, offset: constant.map((value) => -value) };

export const over: AffineOf = (constant, first) =>
  first ? undefined : { scale: constant.map((value) => 1 / value), offset: null };
