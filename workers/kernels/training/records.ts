/**
 * Call records of the training kernels: 4 bytes a field, in the order of the class of the same name in
 * assembly/training….ts. Addresses, pitches and strides are in bytes.
 */
export const trainingFields = {
  norm: [
    ...(['sums', 'mean', 'inverse', 'scale', 'shift', 'gamma', 'beta'] as const),
    ...(['gammaGradient', 'betaGradient', 'runningMean', 'runningVariance'] as const),
    ...(['channels', 'count', 'epsilon', 'momentum', 'low', 'high'] as const),
    ...(['step'] as const),
  ],
  product: [
    ...(['product', 'norm', 'input', 'inPitch', 'output', 'added', 'scratch'] as const),
    ...(['scratchPitch', 'sums', 'columns', 'chunk'] as const),
  ],
  correlation: [
    ...(['left', 'leftPitch', 'leftRows', 'norm', 'right', 'rightPitch', 'rightRows'] as const),
    ...(['scratch', 'scratchPitch', 'gradient', 'leftStride', 'rightStride'] as const),
    ...(['columns', 'chunk', 'accumulate'] as const),
  ],
  pair: [...(['correlation', 'product', 'columns', 'chunk'] as const)],
  pack: [
    ...([
      'kernel',
      'inStride',
      'outStride',
      'inChannels',
      'outChannels',
      'bias',
      'panels',
    ] as const),
  ],
  depthwiseTraining: [
    ...(['input', 'output', 'outputGradient', 'inputGradient', 'inPitch', 'outPitch'] as const),
    ...(['outGradientPitch', 'inGradientPitch', 'inputNorm', 'outputNorm', 'kernel'] as const),
    ...(['kernelGradient', 'inPlane', 'outPlane', 'scratch', 'channels', 'inSize'] as const),
    ...(['outSize', 'images', 'kernelSide', 'stride', 'top', 'left', 'side'] as const),
    ...(['settles', 'adds'] as const),
  ],
  stemTraining: [
    ...(['images', 'planes', 'patches', 'patchPitch', 'product', 'correlation', 'output'] as const),
    ...(['outputGradient', 'inSize', 'outSize', 'count', 'imagePlanes', 'kernelSide'] as const),
    ...(['stride', 'top', 'left', 'side'] as const),
  ],
  output: [
    ...(['norm', 'input', 'output', 'residual', 'gradient', 'inputGradient', 'pitch'] as const),
    ...(['columns', 'sumStep'] as const),
  ],
  pass: [...(['from', 'to', 'channels', 'pitch', 'columns', 'adds'] as const)],
  poolTraining: [
    ...(['norm', 'input', 'output', 'gradient', 'inputGradient', 'scratch', 'inPitch'] as const),
    ...(['outPitch', 'gradientPitch', 'channels', 'pixels', 'images', 'settles', 'adds'] as const),
    ...(['step'] as const),
  ],
  fakeQuantise: [...(['kernel', 'rounded', 'room', 'rows', 'channels'] as const)],
  sgd: [
    ...([
      'weights',
      'gradients',
      'velocities',
      'mask',
      'count',
      'rate',
      'momentum',
      'decay',
      'l1',
    ] as const),
  ],
} as const;

export type TrainingRecord = keyof typeof trainingFields;
export type TrainingValues<K extends TrainingRecord> = Readonly<
  Record<(typeof trainingFields)[K][number], number>
>;

/** Fields that are float32; every other is a 32-bit integer. */
const FLOATS: Readonly<Partial<Record<TrainingRecord, readonly string[]>>> = {
  norm: ['epsilon', 'momentum', 'low', 'high', 'step'],
  output: ['sumStep'],
  poolTraining: ['step'],
  sgd: ['rate', 'momentum', 'decay', 'l1'],
};

export function trainingRecordBytes(kind: TrainingRecord): number {
  return 4 * trainingFields[kind].length;
}

/** Writes a whole record at `address`. */
export function writeTrainingRecord<K extends TrainingRecord>(
  memory: WebAssembly.Memory,
  address: number,
  kind: K,
  values: TrainingValues<K>,
): void {
  writeTrainingFields(memory, address, kind, values);
}

/** Writes the fields that `values` names and leaves the others. */
export function writeTrainingFields<K extends TrainingRecord>(
  memory: WebAssembly.Memory,
  address: number,
  kind: K,
  values: Partial<TrainingValues<K>>,
): void {
  const view = new DataView(memory.buffer, address, trainingRecordBytes(kind));
  const fields: readonly (keyof TrainingValues<K>)[] = trainingFields[kind];
  fields.forEach((field, i) => {
    const value = values[field];
    if (value === undefined) return;
    if (FLOATS[kind]?.includes(field as string)) view.setFloat32(4 * i, value, true);
    else view.setUint32(4 * i, value, true);
  });
}
