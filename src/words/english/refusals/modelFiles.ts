/** Files of networks that cannot be read, and networks that are not of the family. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';

interface Layer {
  readonly layer: string;
}

export const modelFiles = {
  'model-file': ({ name, cause }: { name: string; cause: Note }, say: Say) =>
    `${name} cannot be read: ${say(cause)}; export it again`,
  'no-model-file': ({ files }: { files: readonly string[] }) =>
    `no network was found in ${files.join(', ') || 'an empty archive'}: choose a model of TensorFlow.js, TensorFlow Lite, Keras, ONNX, PyTorch or safetensors`,
  'model-program': ({ name, asks }: { name: string; asks: string }) =>
    `${name} holds more than arrays (${asks}), which the lab does not run: save it with torch.save(model.state_dict(), …)`,
  'file-cut-off': 'it is cut off or damaged',
  'file-no-json': 'it is no JSON',
  'file-no-layers': 'it describes no layers',
  'file-no-graph': 'it describes no graph',
  'file-weights-only':
    'it holds weights and no description of their layers: save the whole model, as model.save does',
  'file-channels-first': ({ layer }: Layer) =>
    `${layer} has its channels first (data_format), where the lab reads channels last: build it anew with channels_last and set the same weights`,
  'file-quantised':
    'its weights are quantised by PyTorch: save the state dict of the network before it is converted, in floats',
  'file-circles': 'it leads its reader in circles, or to the same place again and again',
  'file-entries': ({ most }: { most: number }) => `it has more than ${most} groups and arrays`,
  'file-no-arrays': 'it holds no arrays by name',
  'file-header': 'its header is cut off',
  'file-beside-missing': ({ files }: { files: readonly string[] }) =>
    `its file ${files.join(', ')} is missing`,
  'file-external': ({ array, file }: { array: string; file: string }) =>
    `the values of ${array} lie in ${file}, which is missing: give both, or have the weights inside`,
  'file-graphs': ({ graphs }: { graphs: number }) => `it has ${graphs} graphs`,
  'file-inputs': ({ inputs }: { inputs: number }) => `it has ${inputs} inputs`,
  'file-version': 'it is of another version of its format',
  'file-opset': (v: { version: number; least: number; most: number }) =>
    `it has operator set ${v.version}; sets ${v.least} to ${v.most} are read`,
  'file-array-type': ({ array, type }: { array: string; type: string | number }) =>
    `${array} is stored as ${type}`,
  'file-array-sparse': ({ array }: { array: string }) => `${array} is stored sparse`,
  'file-array-size': (v: { array: string; values: number; expected: number }) =>
    `${v.array} has ${v.values} values instead of ${v.expected}`,
  'file-array-outside': ({ array }: { array: string }) =>
    `${array} lies outside of it or has another shape`,
  'file-array-missing': ({ array, layer }: { array: string; layer: string }) =>
    `the ${array} of ${layer} is missing`,
  'file-values-missing': ({ array }: { array: string }) => `the values of ${array} are missing`,
  'file-weights-end': ({ array }: { array: string }) => `its weights end within ${array}`,
  'file-large': ({ values, most }: { values: number; most: number }) =>
    `it describes kernels of ${values} values, where the lab takes ${most}`,
  'file-weights-long': ({ bytes }: { bytes: number }) => `its weights have ${bytes} bytes too many`,
  'file-reads-missing': ({ layer, reads }: Layer & { reads: string }) =>
    `${layer} reads ${reads}, which is missing`,
  'file-circle': ({ layer }: Layer) => `${layer} reads what is made of it`,
  'file-tensor-number': ({ tensor, tensors }: { tensor: number; tensors: number }) =>
    `an operator reads tensor ${tensor} of ${tensors}`,
  'zip-entries': ({ most }: { most: number }) => `it has more than ${most} entries`,
  'zip-method': ({ method }: { method: number }) =>
    `it is packed by method ${method}; pack it as zip tools usually do`,
  'file-program': ({ asks }: { asks: string }) =>
    `it holds more than arrays (${asks}), which the lab does not run`,
  'zip-bytes': ({ most }: { most: number }) => `it unpacks to more than ${most} bytes`,

  unlike: ({ name, cause }: { name: string; cause: Note }, say: Say) =>
    `${name} is not of MobileNetV2’s family: ${say(cause)}; choose a network of convolutions, depthwise convolutions and additions`,
  'unlike-operations': (v: {
    outputs: number;
    types: readonly string[];
    counts: readonly number[];
  }) =>
    `it has ${[
      ...(v.outputs === 1 ? [] : [`${v.outputs} outputs`]),
      ...mostFrequent(v.types, v.counts),
    ].join(', ')}`,
  'unlike-depthwise': ({ found, wanted }: { found: number; wanted: number }) =>
    `it has ${found} depthwise convolutions instead of MobileNetV2’s ${wanted}, and its arrays do not say how they hang together`,
  'unlike-arrays': 'its arrays do not fit onto each other as MobileNet’s do',
  'unlike-output': 'its output comes from no layer',
  'unlike-output-inside': ({ layer }: Layer) => `${layer} is its output, but not its last layer`,
  'unlike-long': ({ operations }: { operations: number }) => `it has ${operations} operations`,
  'unlike-large': ({ size, largest }: { size: number; largest: number }) =>
    `its pictures are ${size} pixels high, where the lab takes ${largest}`,
  'unlike-planes': ({ planes }: { planes: number }) =>
    `its pictures have ${planes} planes; the lab takes 1 (grey) or 3 (colour)`,
  'unlike-kernel-shape': ({ layer, shape }: Layer & { shape: readonly number[] }) =>
    `the kernel of ${layer} has the shape ${shape.join('×') || 'of one number'}`,
  'unlike-no-size': 'it does not say how large its pictures are',
  'unlike-not-square': ({ width, height }: { width: number; height: number }) =>
    `its pictures are ${width}×${height}, not square`,
  'unlike-windows': ({ side, map }: { side: number; map: number }) =>
    `it averages windows of ${side} pixels of a map of ${map}`,
  'unlike-flat': (v: Layer & { side: number; map: number }) =>
    `${v.layer} reads a flattened map of ${v.side} pixels where there is one of ${v.map}`,
  'unlike-weights': (v: Layer & { weights: number; expected: number }) =>
    `${v.layer} has ${v.weights} weights, where its map asks for ${v.expected}`,
  'unlike-channels': (v: Layer & { values: number; channels: number }) =>
    `${v.layer} has ${v.values} values for ${v.channels} channels`,
  'unlike-behind': ({ layer, what }: Layer & { what: Behind }) =>
    `${layer} stands behind ${BEHIND[what]}`,
  'unlike-reads': ({ layer, reads }: Layer & { reads: string }) =>
    `${layer} reads ${reads}, which nothing gives`,
  'unlike-groups': ({ layer, groups }: Layer & { groups: number }) =>
    `${layer} is a convolution in ${groups} groups`,
  'unlike-multiplier': ({ layer, maps }: Layer & { maps: number }) =>
    `${layer} makes ${maps} maps of each`,
  'unlike-of-picture': ({ layer }: Layer) => `${layer} works on the picture itself`,
  'unlike-padded': ({ layer }: Layer) => `${layer} reads a padded map`,
  'unlike-addition': ({ layer }: Layer) => `${layer} does not add two layers`,
  'unlike-read-before': ({ layer, reads }: Layer & { reads: string }) =>
    `what ${layer} reads of ${reads} is read by others too`,
  'unlike-third-map': ({ layer }: Layer) => `${layer} adds a third map`,
  'unlike-kernel': ({ layer, height, width }: Layer & { height: number; width: number }) =>
    `${layer} has a kernel of ${height}×${width}`,
  'unlike-dilated': ({ layer }: Layer) => `${layer} is dilated`,
  'unlike-stride': ({ layer, down, across }: Layer & { down: number; across: number }) =>
    `${layer} steps by ${down}×${across}`,
};

type Behind = 'addition' | 'activation' | 'pool' | 'softmax' | 'sigmoid';

const BEHIND: Readonly<Record<Behind, string>> = {
  addition: 'an addition',
  activation: 'an activation',
  pool: 'a pool',
  softmax: 'a softmax',
  sigmoid: 'a sigmoid',
};

/** Kinds of operations that a sentence names. */
const NAMED = 4;

function mostFrequent(types: readonly string[], counts: readonly number[]): string[] {
  const kinds = types.map((type, i) => ({ type, count: counts[i] }));
  const named = kinds.sort((a, b) => b.count - a.count).slice(0, NAMED);
  const others = types.length - named.length;
  return [
    ...named.map(({ type, count }) => `${count} × ${type}`),
    ...(others > 0 ? [`${others} other kinds of operation`] : []),
  ];
}
