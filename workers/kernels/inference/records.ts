/**
 * Call records: a kernel takes one address, of a record with all it needs to know. Fields are 4 bytes each, in
 * this order, which is the order of the class of the same name in assembly/.
 */
const POINTWISE = ['inPitch', 'outPitch', 'chunk', 'low', 'high'] as const;

export const recordFields = {
  pointwise: [
    'input',
    'output',
    'residual',
    'weights',
    'inChannels',
    'outChannels',
    'columns',
    ...POINTWISE,
  ],
  pointwiseSmall: [
    'input',
    'output',
    'residual',
    'weights',
    'inChannels',
    'outChannels',
    'low',
    'high',
  ],
  sparse: [
    'input',
    'output',
    'residual',
    'values',
    'indices',
    'rows',
    'outChannels',
    'rowCount',
    'columns',
    'inPitch',
    'outPitch',
    'inChannels',
    'chunk',
    'panel',
    'low',
    'high',
    'next',
  ],
  depthwise: [
    'input',
    'output',
    'weights',
    'channels',
    'inHeight',
    'inWidth',
    'outHeight',
    'outWidth',
    'inPitch',
    'outPitch',
    'images',
    'pad',
    'low',
    'high',
  ],
  convolution: [
    'input',
    'product',
    'output',
    'planes',
    'inPitch',
    'outPitch',
    'inHeight',
    'inWidth',
    'inPlanes',
    'outHeight',
    'outWidth',
    'count',
    'images',
    'kernelSide',
    'stride',
    'top',
    'left',
    'paddedWidth',
    'rows',
  ],
  add: ['input', 'residual', 'output', 'count'],
  pool: ['input', 'output', 'channels', 'pixels', 'images', 'inPitch'],
  classify: ['input', 'output', 'weights', 'bias', 'features', 'classes', 'low', 'high'],
  transpose: ['input', 'output', 'rows', 'columns', 'inPitch'],
} as const;

export type RecordKind = keyof typeof recordFields;
export type RecordField<K extends RecordKind> = (typeof recordFields)[K][number];
export type RecordValues<K extends RecordKind> = Readonly<Record<RecordField<K>, number>>;

const FLOAT_FIELDS: readonly string[] = ['low', 'high'];

export function recordBytes(kind: RecordKind): number {
  return 4 * recordFields[kind].length;
}

export function fieldOffset<K extends RecordKind>(kind: K, field: RecordField<K>): number {
  return 4 * (recordFields[kind] as readonly string[]).indexOf(field);
}

/** Writes a whole record at `address`. */
export function writeRecord<K extends RecordKind>(
  memory: WebAssembly.Memory,
  address: number,
  kind: K,
  values: RecordValues<K>,
): void {
  const view = new DataView(memory.buffer, address, recordBytes(kind));
  const fields: readonly RecordField<K>[] = recordFields[kind];
  fields.forEach((field, i) => {
    if (FLOAT_FIELDS.includes(field)) view.setFloat32(4 * i, values[field], true);
    else view.setUint32(4 * i, values[field], true);
  });
}
