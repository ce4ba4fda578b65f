/** Opening one's own network: what is asked for, and what was found. */
import { bytes, count, millions } from '../numbers';

export const opening = {
  title: 'Open a network',
  open: 'Open…',
  openKeys: 'Open a network of your own (Ctrl+O)',
  drop: 'Drop the files to open them',
  formats:
    'A model of TensorFlow.js (model.json with its shards, or Teachable Machine’s zip), TensorFlow Lite, Keras (.h5, .keras), ONNX, PyTorch (.pth) or safetensors. It stays on this computer.',
  dropHere: 'Drop files or a folder here',
  files: 'Choose files…',
  folder: 'Choose a folder…',
  address: 'Or its address',
  addressHint: 'https://…/model.json',
  fetch: 'Fetch',
  reading: (read: number, all: number) => `Reading ${bytes(read)} of ${bytes(all)}`,
  fetching: (file: string, received: number, all: number) =>
    all > 0
      ? `Fetching ${file}: ${bytes(received)} of ${bytes(all)}`
      : `Fetching ${file}: ${bytes(received)}`,
  recognising: 'Recognising its layers',
  cancel: 'Cancel',
  others: 'Other files…',
  use: 'Open this network',
  keeping: 'Keeping it for the next visit',

  name: 'Name',
  family: 'Family',
  families: {
    'mobilenet-v2': 'MobileNetV2',
    'mobilenet-v1': 'MobileNetV1',
    cifar: 'MobileNetV2 for small pictures',
    relative: 'of MobileNetV2’s layers, in another order',
  },
  atWidth: (family: string, width: number | null) =>
    width === null ? family : `${family}, width ${width}`,
  format: 'Format',
  formatNames: {
    'tfjs-layers': 'TensorFlow.js LayersModel',
    'tfjs-graph': 'TensorFlow.js GraphModel',
    tflite: 'TensorFlow Lite',
    sparse: 'Pruning Lab, sparse',
    safetensors: 'safetensors',
    'keras-h5': 'Keras HDF5',
    keras: 'Keras 3',
    pytorch: 'PyTorch',
    onnx: 'ONNX',
  },
  input: 'Reads',
  pixels: (size: number, planes: number) =>
    `${size} × ${size} pixels, ${planes === 1 ? 'grey' : 'red, green and blue'}`,
  classes: 'Classes',
  named: (classes: number, names: readonly string[]) =>
    `${count(classes)}: ${names.slice(0, 4).join(', ')}${names.length > 4 ? ' …' : ''}`,
  unnamed: (classes: number) => `${count(classes)}, without names`,
  padding: 'Padding',
  paddings: {
    symmetric: 'the same on every side (PyTorch)',
    same: 'TensorFlow’s SAME',
    mixed: 'of both kinds',
    either: 'the same by either rule',
  },
  normalisation: 'Batch normalisation',
  normalisations: { folded: 'folded into the kernels', kept: 'kept', mixed: 'folded in part' },
  activations: 'Activation',
  activation: { relu6: 'ReLU6', relu: 'ReLU', linear: 'linear' },
  behind: (activations: string, ending: string) => `${activations}, ${ending} at the end`,
  precision: 'Weights came as',
  size: 'Size',
  sizes: (parameters: number, macs: number, fileBytes: number) =>
    `${millions(parameters)} parameters, ${millions(macs)} multiplications a picture, ${bytes(fileBytes)} of files`,
  unusual: 'Unusual',

  range: 'Bytes of a picture become',
  ranges: {
    signed: '−1 … 1 (Keras, Teachable Machine)',
    unit: '0 … 1',
    imagenet: 'ImageNet’s mean and deviation (PyTorch)',
    cifar10: 'CIFAR-10’s mean and deviation',
    bytes: '0 … 255, as they are',
    centred: '(byte − 128) / 128',
  },
  ownRange: 'as its files say',
  framing: 'A picture becomes a square by',
  framings: {
    'centre-square': 'its middle square (Teachable Machine)',
    'resize-crop': 'resizing and cropping the middle (ImageNet)',
    stretch: 'stretching both sides',
  },
  evidence: {
    file: 'its file says so',
    beside: 'a file beside it says so',
    origin: 'usual where it comes from',
    guess: 'a guess: please check',
    asked: 'as you said',
  },
  judgedOn: 'Judged on',
  noPictures: 'no pictures yet: sizes, costs and latency work without',
  askSize: 'The files do not say how large its pictures are. Height and width in pixels:',
  tryAgain: 'Try again',

  summary: (classes: number, size: number) =>
    `Yours: ${count(classes)} classes, ${size} × ${size} pixels.`,
  imported: 'Your own',
  bundled: 'Beside the page',
  remove: 'Remove',
  removeTitle: 'Remove this network from the browser',
  notKept: 'The browser has no room to keep this network: it is here until the page is closed.',
  unused: 'Kept in this browser, and no longer in use',
  unusedFolder: (name: string, size: number) => `${name}, ${bytes(size)}`,
  downloads: (size: number) =>
    `What came from addresses, which opens again without fetching it, ${bytes(size)}`,
  removeUnused: (what: string) => `Remove ${what}`,
};
