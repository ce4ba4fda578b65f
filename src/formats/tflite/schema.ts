/** Numbers of TFLite's schema (tensorflow/lite/schema.fbs, version 3): fields of its tables, types, operators. */

import type { StoredFloat } from '../float';
import type { StoredInteger } from '../integers';

/** At the beginning of a file, behind its first four bytes. */
export const IDENTIFIER = 'TFL3';
export const SCHEMA_VERSION = 3;

export const MODEL = {
  ...{ version: 0, operatorCodes: 1, subgraphs: 2, description: 3 },
  ...{ buffers: 4, metadata: 6 },
} as const;
export const OPERATOR_CODE = { short: 0, custom: 1, version: 2, code: 3 } as const;
export const METADATA = { name: 0, buffer: 1 } as const;
export const SUBGRAPH = { tensors: 0, inputs: 1, outputs: 2, operators: 3, name: 4 } as const;
export const TENSOR = {
  shape: 0,
  type: 1,
  buffer: 2,
  name: 3,
  quantization: 4,
  sparsity: 6,
  /** The shape, with −1 for what is left open. */
  open: 7,
} as const;
export const QUANTIZATION = { scale: 2, zeroPoint: 3, dimension: 6 } as const;
export const BUFFER = { data: 0, offset: 1, size: 2 } as const;
export const OPERATOR = { opcode: 0, inputs: 1, outputs: 2, optionsType: 3, options: 4 } as const;

export const CONV_OPTIONS = {
  ...{ padding: 0, strideX: 1, strideY: 2, activation: 3 },
  ...{ dilationX: 4, dilationY: 5 },
} as const;
export const DEPTHWISE_OPTIONS = {
  ...{ padding: 0, strideX: 1, strideY: 2, multiplier: 3, activation: 4 },
  ...{ dilationX: 5, dilationY: 6 },
} as const;
export const POOL_OPTIONS = {
  ...{ padding: 0, strideX: 1, strideY: 2, width: 3, height: 4, activation: 5 },
} as const;
/** Of a fully connected layer, an addition, a product and a difference. */
export const SIMPLE_OPTIONS = { activation: 0 } as const;
export const REDUCER_OPTIONS = { keepDimensions: 0 } as const;
export const RESHAPE_OPTIONS = { shape: 0 } as const;
export const SOFTMAX_OPTIONS = { beta: 0 } as const;

export const PADDINGS = ['same', 'valid'] as const;
/** By number; what is not named here the lab has nothing for. */
export const ACTIVATIONS: readonly ('linear' | 'relu' | 'relu6' | null)[] = [
  'linear',
  'relu',
  null,
  'relu6',
];

export type StoredType = StoredFloat | StoredInteger;
export const TYPES: Readonly<Record<number, StoredType>> = {
  0: 'float32',
  1: 'float16',
  2: 'int32',
  3: 'uint8',
  4: 'int64',
  6: 'bool',
  7: 'int16',
  9: 'int8',
  10: 'float64',
  16: 'uint16',
  18: 'bfloat16',
};

/** Operators by number, as far as somebody may want to hear their names. */
export const OPERATORS: Readonly<Record<number, string>> = {
  ...{ 0: 'ADD', 1: 'AVERAGE_POOL_2D', 2: 'CONCATENATION', 3: 'CONV_2D', 4: 'DEPTHWISE_CONV_2D' },
  ...{ 6: 'DEQUANTIZE', 9: 'FULLY_CONNECTED', 14: 'LOGISTIC', 17: 'MAX_POOL_2D', 18: 'MUL' },
  ...{ 19: 'RELU', 21: 'RELU6', 22: 'RESHAPE', 23: 'RESIZE_BILINEAR', 25: 'SOFTMAX', 28: 'TANH' },
  ...{ 32: 'CUSTOM', 34: 'PAD', 39: 'TRANSPOSE', 40: 'MEAN', 41: 'SUB', 42: 'DIV', 43: 'SQUEEZE' },
  ...{ 45: 'STRIDED_SLICE', 49: 'SPLIT', 53: 'CAST', 55: 'MAXIMUM', 56: 'ARG_MAX', 77: 'SHAPE' },
  ...{ 83: 'PACK', 97: 'RESIZE_NEAREST_NEIGHBOR', 114: 'QUANTIZE', 117: 'HARD_SWISH' },
};

/**
 * What the lab writes: each operator's number, the oldest version of it that does what is needed, the kind of its
 * options (0 for none), and the first TensorFlow that knows it (lite/tools/versioning/runtime_version.cc).
 */
export const WRITTEN = {
  ADD: { code: 0, version: 1, options: 11, since: '1.5.0' },
  CONV_2D: { code: 3, version: 1, options: 1, since: '1.5.0' },
  DEPTHWISE_CONV_2D: { code: 4, version: 1, options: 2, since: '1.5.0' },
  /** Of float16. */
  DEQUANTIZE: { code: 6, version: 3, options: 0, since: '1.15.0' },
  QUANTIZE: { code: 114, version: 1, options: 0, since: '1.14.0' },
  /** Of whole numbers of eight bits, with a scale for each output channel. */
  ADD_INT8: { code: 0, version: 2, options: 11, since: '1.14.0' },
  AVERAGE_POOL_INT8: { code: 1, version: 2, options: 5, since: '1.14.0' },
  CONV_2D_INT8: { code: 3, version: 3, options: 1, since: '1.14.0' },
  DEPTHWISE_CONV_2D_INT8: { code: 4, version: 3, options: 2, since: '1.14.0' },
  DEQUANTIZE_INT8: { code: 6, version: 2, options: 0, since: '1.14.0' },
  PAD_INT8: { code: 34, version: 2, options: 0, since: '1.14.0' },
  RESHAPE: { code: 22, version: 1, options: 17, since: '1.5.0' },
  FULLY_CONNECTED: { code: 9, version: 1, options: 8, since: '1.5.0' },
  LOGISTIC: { code: 14, version: 1, options: 0, since: '1.14.0' },
  SOFTMAX: { code: 25, version: 1, options: 9, since: '1.5.0' },
  PAD: { code: 34, version: 1, options: 0, since: '1.5.0' },
  MEAN: { code: 40, version: 1, options: 27, since: '1.6.0' },
} as const;
export type WrittenType = keyof typeof WRITTEN;
