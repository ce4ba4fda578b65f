/** Files on their way and what is wrong in them: models, data sets, studies, networks. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';
import { named, type Name } from './names';

type Names = readonly string[];

const CUT_OFF = 'it was cut off or damaged; load it again or replace it';

export const files = {
  'not-found': ({ url, status }: { url: string; status: number }) =>
    `${url} cannot be loaded (HTTP status ${status}); check that the file lies there and load it again`,
  stalled: ({ url, seconds, received }: { url: string; seconds: number; received: number }) =>
    `${url} has sent nothing for ${seconds} s${received === 0 ? '' : ` after ${received} bytes`}; check the server and load it again`,
  unreachable: ({ url, reason }: { url: string; reason: string }) =>
    `${url} cannot be reached (${reason}); check the server and load it again`,
  'address-unreachable': ({ url, reason }: { url: string; reason: string }) =>
    `${url} cannot be read (${reason}): check the address and the connection; where a tab of its own shows it, its server does not let other pages read its files (CORS): save it there and open the file`,
  'span-lost': ({ url }: { url: string }) =>
    `a part of ${url} did not come: check the connection and fetch it again`,
  'address-page': ({ url }: { url: string }) =>
    `${url} is a web page, not a file: take the address of its download (on Hugging Face with /resolve/ in the place of /blob/)`,
  truncated: ({ url, received, reason }: { url: string; received: number; reason: string }) =>
    `${url} broke off after ${received} bytes (${reason}); load it again`,
  'damaged-gzip': ({ name, bytes }: { name: string; bytes: number }) =>
    `${name}: its ${bytes} bytes are not a whole gzip file; load it again or replace it`,
  'wrong-size': ({ url, bytes, expected }: { url: string; bytes: number; expected: number }) =>
    `${url} has ${bytes} bytes instead of ${expected}; load it again or replace it`,
  checksum: ({ url, found, expected }: { url: string; found: string; expected: string }) =>
    `${url} is damaged: SHA-256 ${found.slice(0, 12)}… instead of ${expected.slice(0, 12)}…; load it again or replace it`,
  'idx-counts': (v: { labels: string; labelCount: number; images: string; imageCount: number }) =>
    `${v.labels} holds ${v.labelCount} labels, but ${v.images} ${v.imageCount} images; take both files from the same data set`,
  'idx-magic': (v: { name: string; found: number; expected: number; of: 'labels' | 'images' }) =>
    `${v.name} starts with ${hex(v.found)} instead of ${hex(v.expected)}: it is not an IDX file of ${v.of}; use the original file`,
  'idx-length': ({ name, bytes, expected }: { name: string; bytes: number; expected: number }) =>
    `${name} has ${bytes} bytes instead of ${expected}: ${CUT_OFF}`,
  'idx-header': ({ name, bytes, least }: { name: string; bytes: number; least: number }) =>
    `${name} has ${bytes} bytes instead of at least ${least}: ${CUT_OFF}`,
  'idx-planes': ({ name, planes }: { name: string; planes: number }) =>
    `${name} holds images of ${planes} planes: use grey ones or red, green and blue`,
  'idx-class': (v: { name: string; image: number; label: number; classes: number }) =>
    `${v.name}: label ${v.image} is ${v.label}, but the network knows ${v.classes} classes; use labels from 0 to ${v.classes - 1}`,
  'other-images': ({
    name,
    found,
    described,
  }: {
    name: string;
    found: Images;
    described: Images;
  }) =>
    `${name} holds ${imagesText(found)}, but its data set describes ${imagesText(described)}; take both from the same data set`,
  'other-input': ({ name, own, network }: { name: Name; own: Input; network: Input }) =>
    `${named(name)} is read as ${inputText(own)}, but this network reads ${inputText(network)}: choose pictures that were made for it`,
  'other-class-count': ({ name, own, network }: { name: Name; own: number; network: number }) =>
    `${named(name)} has ${own} classes, but this network tells ${network} apart: choose pictures of its own classes`,
  record: ({ url, cause }: { url: string; cause: Note }, say: Say) =>
    `${url} cannot be used: ${say(cause)}; restore it and load it again`,
  'model-unknown': ({ id, choices }: { id: string; choices: Names }) =>
    `unknown model: ${id}; choose one of ${choices.join(', ')}`,

  manifest: ({ name, cause }: { name: string; cause: Note }, say: Say) =>
    `${name} does not describe this network: ${say(cause)}; export it again`,
  'no-json': 'it is not JSON',
  field: (v: { path: string; value: string | undefined; what: Note }, say: Say) =>
    `invalid ${v.path}: ${v.value} is not ${say(v.what)}`,
  'field-planes': ({ path, source, target }: { path: string; source: number; target: number }) =>
    `invalid ${path}: ${source} planes cannot become ${target}`,
  'field-per-plane': ({ path, planes }: { path: string; planes: number }) =>
    `invalid ${path}: mean and deviation need a number for each of ${planes} planes`,
  'field-plan': ({ path, cause }: { path: string; cause: Note }, say: Say) =>
    `${path}: ${say(cause)}`,
  'model-family': ({ family }: { family: string }) =>
    `its model family is ${family}, not MobileNetV2, and it lists no layers`,
  'weights-files': 'it does not name exactly one weights file',
  'class-names': ({ names, classes }: { names: number; classes: number }) =>
    `it names ${names} classes, but its model has ${classes}`,
  'array-twice': ({ array }: { array: string }) => `${array} stands there twice`,
  'array-storage': ({ array, storage }: { array: string; storage: string }) =>
    `${array} is stored as ${storage}, not as floats`,
  'array-length': (v: { array: string; values: number | null; expected: number }) =>
    `${v.array} has ${v.values ?? 'no'} values instead of ${v.expected}`,
  'array-shape': ({ array, shape, expected }: { array: string; shape: Shape; expected: Shape }) =>
    `${array} has the shape ${shape.join('×')} instead of ${expected.join('×')}`,
  'weights-size': ({ name, bytes, expected }: { name: string; bytes: number; expected: number }) =>
    `${name} has ${bytes} bytes, but its manifest describes ${expected}; take both files from the same export`,
  'inline-weights-size': (v: { name: string; bytes: number; expected: number }) =>
    `the weights in ${v.name} have ${v.bytes} bytes, but its manifest describes ${v.expected}; take both files from the same export`,

  'weights-file': ({ cause }: { cause: Note }, say: Say) =>
    `damaged weights file: ${say(cause)}; export it again`,
  'weights-file-start': 'it does not start with PLW1',
  'weights-file-end': 'it ends within a layer',
  'weights-file-layers': ({ layers, expected }: { layers: number; expected: number }) =>
    `it has ${layers} layers, ${expected} expected`,
  'weights-file-other': ({ layer }: { layer: string }) =>
    `it holds another layer in the place of ${layer}`,
  'weights-file-length': ({ bytes, expected }: { bytes: number; expected: number }) =>
    `${bytes} bytes, ${expected} expected`,
  'kernel-encoding-unknown': ({ encoding }: { encoding: number }) =>
    `unknown kernel encoding ${encoding}`,
  'kernel-indices': 'the indices of a kernel do not fit its shape',

  'study-field': ({ cause }: { cause: Note }, say: Say) =>
    `${say(cause)}; this is no study.json of schema 1 or 2`,
  'study-no-json': ({ reason }: { reason: string }) =>
    `invalid study: not JSON (${reason}); choose a study.json`,
  'no-methods': 'no methods to study; choose at least one',
  'format-without-int8': ({ format }: { format: string }) =>
    `no int8 in ${format}: choose tflite, onnx, or the lab’s own file`,
  'no-precisions': 'no precisions to study; choose at least one',
  'no-levels': 'no levels to study; give at least one',
  'no-level-given': 'no level given: write per cents such as 0 50 90',
  'level-text': ({ text }: { text: string }) =>
    `invalid level: ${text}; give per cents from 0 up to below 100`,
  'levels-left-out': ({ method, own, left }: { method: string; own: Levels; left: Levels }) =>
    `${method} only exists at level ${own.join(' and ')}: ${left.join(', ')} left out`,
  'ratios-left-out': ({ method, ratios }: { method: string; ratios: string }) =>
    `${method} does not take ${ratios}: the level decides there`,
};

type Shape = readonly number[];
type Levels = readonly number[];

interface Images {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly planes: number;
}

function imagesText({ count, height, width, planes }: Images): string {
  return `${count} images of ${height}×${width}×${planes}`;
}

interface Input {
  readonly size: number;
  readonly planes: number;
}

function inputText({ size, planes }: Input): string {
  return `${size}×${size}×${planes}`;
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, '0')}`;
}
