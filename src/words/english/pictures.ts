/** Bringing pictures in: what is asked for, what was found, how it is used. */
import { count, duration } from '../numbers';

export const pictures = {
  title: 'Pictures of your own',
  pictures: 'Pictures',
  open: 'Yours…',
  openHint: 'Judge the network by pictures of your own',
  none: 'none yet',
  back: 'Its own',
  backHint: 'Judge the network by the pictures that it came with',
  tests: (name: string, tests: number) =>
    tests === 0
      ? `${name}: it calibrates alone, for no picture’s class is known`
      : `${name}: ${many(tests, 'test picture')}`,
  formats:
    'A folder or zip with a folder for each class, IDX (MNIST), CIFAR, Parquet (Hugging Face), a CSV of pixels, or single photographs, which calibrate alone. They stay on this computer.',
  dropHere: 'Drop a folder, a zip or pictures here',
  files: 'Choose files…',
  folder: 'Choose a folder…',
  camera: 'Camera…',
  address: 'Or the address of a zip or a Parquet file',
  addressHint: 'https://…/train-00000.parquet',
  fetch: 'Fetch',
  noNetwork: 'Wait until the network is loaded: it decides how large its pictures are.',
  looking: (files: number) => `Looking for pictures: ${count(files)} files so far`,
  nothing: 'No pictures were found in these files.',
  decoding: (done: number, total: number, secondsLeft: number) =>
    `Decoding ${count(done)} of ${count(total)}, ${duration(secondsLeft)} left`,
  writing: 'Writing them for the lab',
  cancel: 'Cancel',
  close: 'Close',
  over: 'Start over',
  use: 'Use these pictures',

  found: (pictures: number, classes: number, forms: readonly string[]) =>
    `${many(pictures, 'picture')}${classes > 0 ? ` in ${many(classes, 'class', 'classes')}` : ''}, from ${forms.join(' and ')}.`,
  forms: {
    idx: 'IDX files',
    'cifar-binary': 'CIFAR’s binary files',
    'cifar-pickle': 'CIFAR’s Python files',
    parquet: 'Parquet',
    csv: 'a table of pixels',
    folders: 'picture files',
  },
  chosen: (decoded: number, all: number) =>
    `${count(decoded)} of ${count(all)} are used, of each class alike: more would not fit, or take long to fetch.`,
  copies: (copies: number) =>
    `${copies === 1 ? 'One picture is a copy' : `${count(copies)} pictures are copies`} of others: each stays on the side of its original.`,
  left: (files: number) => `${many(files, 'file')} left out`,
  unlabelled: (pictures: number) =>
    `${many(pictures, 'picture')} without a class: ${pictures === 1 ? 'it calibrates' : 'they calibrate'}, and ${pictures === 1 ? 'does' : 'do'} not test.`,

  theirs: 'In the pictures',
  networks: 'For the network',
  calibrate: 'Calibrate',
  test: 'Test',
  noClass: 'none of them',
  classNumber: (label: number) => `class ${label}`,
  classOf: (name: string) => `Class of the network for ${name}`,
  by: {
    name: 'by name',
    number: 'by number',
    wordnet: 'by the order of WordNet ids',
    order: 'by their order: please check',
    hand: 'by hand',
  },
  unmatched: (names: readonly string[]) =>
    `The network has no class like ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${count(names.length - 3)} more` : ''}: choose one, or these pictures only calibrate.`,
  split: (train: number, test: number) =>
    `${count(train)} calibrate, ${count(test)} test; no picture does both.`,
  seed: 'Seed of the split',
  few: (test: number) =>
    test === 0
      ? 'Nothing to test with: these pictures calibrate alone, and accuracies stay open. To test, the network has to know the class of some.'
      : `${count(test)} test pictures tell little: with fewer than 30, intervals come before figures.`,

  framing: 'How it sees them',
  framings: {
    'centre-square': 'Middle square',
    'resize-crop': 'Middle, seven eighths',
    stretch: 'Stretched',
  },
  framed: {
    'centre-square': (sides: string) =>
      `The middle square of each picture, resized to ${sides}: Teachable Machine’s way.`,
    'resize-crop': (sides: string) =>
      `Resized so that the shorter side has 8/7 of ${sides}, then the middle: ImageNet’s way, 256 to 224.`,
    stretch: (sides: string) => `All of each picture, stretched to ${sides}.`,
  },
  sides: (width: number, height: number, planes: number) =>
    `${width} × ${height}${planes === 1 ? ' grey' : ''} pixels`,
  seen: (name: string) => `${name}, as the network sees it`,

  cameraHelp:
    'Hold something up and press its class: a button below, or its number on the keyboard.',
  cameraWaits: 'Waiting for the camera: allow it in the browser.',
  cameraRefused: (reason: string) =>
    `The camera cannot be used (${reason}): allow it beside the page’s address, or connect one.`,
  newClass: 'Another class',
  addClass: 'Add',
  shots: (name: string, shots: number) => `${name}: ${count(shots)}`,
  takeBack: 'Take back the last one',
  done: (shots: number) => `Use ${many(shots, 'snapshot')}`,
};

function many(number: number, one: string, more = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : more}`;
}
