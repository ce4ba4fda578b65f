/**
 * Every format that a network is read from, one row each: what a file is, its first bytes tell, never its name.
 * One more is a folder in `src/formats`, a row here and a test with a real file.
 */
import { parseJson } from '../base/json';
import type { Outcome } from '../base/outcome';
import type { FileGraph } from '../formats/graph';
import { readKerasH5 } from '../formats/keras/kerasH5';
import { KERAS_ZIP_FILES, readKerasZip } from '../formats/keras/kerasZip';
import { readOnnx } from '../formats/onnx/onnx';
import { readPytorch } from '../formats/pytorch/pytorch';
import { readDescribed } from '../formats/safetensors/described';
import { readSafetensors } from '../formats/safetensors/safetensors';
import { readSparse } from '../formats/sparse/readSparse';
import { MAGIC } from '../formats/sparse/sparseFile';
import type { StateDict } from '../formats/stateDict';
import { readTfjsGraph } from '../formats/tfjsGraph/tfjsGraph';
import { readTfjsLayers } from '../formats/tfjsLayers/tfjsLayers';
import { readTflite } from '../formats/tflite/tflite';
import { pathsInZip } from '../formats/zip/zip';
import { graphOfStateDict, type StateDictHints } from './fromStateDict';

export interface GivenFile {
  /** With its folders, as a person gave it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

interface ModelFormat {
  /** By its content. */
  recognises(file: GivenFile): boolean;
  /** @param beside bytes of a file in the same folder; undefined where it was not given */
  read(file: GivenFile, beside: Beside): Outcome<FileGraph>;
}

const ROWS = [
  {
    id: 'tfjs-layers',
    recognises: (file) => topologyOf(file) === 'layers',
    read: ({ name, bytes }, beside) => readTfjsLayers(name, bytes, beside),
  },
  {
    id: 'tfjs-graph',
    recognises: (file) => topologyOf(file) === 'graph',
    read: ({ name, bytes }, beside) => readTfjsGraph(name, bytes, beside),
  },
  {
    id: 'tflite',
    recognises: ({ bytes }) => asciiAt(bytes, 4, 'TFL3'),
    read: ({ name, bytes }) => readTflite(name, bytes),
  },
  {
    id: 'sparse',
    recognises: ({ bytes }) => asciiAt(bytes, 0, MAGIC),
    read: ({ name, bytes }) => readSparse(name, bytes),
  },
  {
    id: 'safetensors',
    // Eight bytes of length, of which a header of JSON leaves most at 0.
    recognises: ({ bytes }) => asciiAt(bytes, 8, '{"') && bytes[6] === 0 && bytes[7] === 0,
    read: ({ name, bytes }, beside) => safetensors(name, bytes, beside),
  },
  {
    id: 'keras-h5',
    recognises: ({ bytes }) => asciiAt(bytes, 0, '\x89HDF'),
    read: ({ name, bytes }, beside) => readKerasH5(name, bytes, beside),
  },
  {
    id: 'keras',
    recognises: ({ bytes }) => isZip(bytes) && pathsInZip(bytes).includes(KERAS_ZIP_FILES.weights),
    read: ({ name, bytes }) => readKerasZip(name, bytes),
  },
  {
    id: 'pytorch',
    recognises: ({ bytes }) => holdsPickle(bytes) || isPickle(bytes),
    read: ({ name, bytes }, beside) => ofArrays(name, readPytorch(name, bytes), beside),
  },
  {
    id: 'onnx',
    // A message that begins with its version, a small number.
    recognises: ({ bytes }) => bytes[0] === 0x08 && bytes[1] < 0x20,
    read: ({ name, bytes }, beside) => readOnnx(name, bytes, beside),
  },
] as const satisfies readonly (ModelFormat & { readonly id: string })[];

export type ModelFormatId = (typeof ROWS)[number]['id'];
export type ModelFormatRow = ModelFormat & { readonly id: ModelFormatId };
export const MODEL_FORMATS: readonly ModelFormatRow[] = ROWS;

type Beside = (path: string) => Uint8Array | undefined;

function safetensors(name: string, bytes: Uint8Array, beside: Beside): Outcome<FileGraph> {
  const described = readDescribed(name, bytes);
  if (!described.ok) return described;
  const { value } = described;
  return value ? { ok: true, value } : ofArrays(name, readSafetensors(name, bytes), beside);
}

function ofArrays(name: string, arrays: Outcome<StateDict>, beside: Beside): Outcome<FileGraph> {
  return arrays.ok ? graphOfStateDict(name, arrays.value, hintsIn(beside)) : arrays;
}

/** Hugging Face's config.json. */
function hintsIn(beside: Beside): Partial<StateDictHints> {
  const config = beside('config.json');
  const json = (config ? parseJson(config) : null) as Record<string, unknown> | null | undefined;
  const { layer_norm_eps: epsilon, tf_padding: same } = json ?? {};
  return {
    ...(typeof epsilon === 'number' && epsilon > 0 ? { epsilon } : {}),
    ...(same === true ? { samePadding: true } : {}),
  };
}

/** Which of TensorFlow.js's two forms a JSON is; null for any other file. */
function topologyOf({ bytes }: GivenFile): 'layers' | 'graph' | null {
  if (!asciiAt(bytes, firstMark(bytes), '{')) return null;
  const model = parseJson(bytes) as { readonly modelTopology?: object } | null | undefined;
  const topology = model?.modelTopology;
  if (!topology) return null;
  return 'node' in topology ? 'graph' : 'layers';
}

/** Behind blanks. */
function firstMark(bytes: Uint8Array): number {
  return bytes.findIndex((byte) => byte > 0x20);
}

function asciiAt(bytes: Uint8Array, at: number, text: string): boolean {
  return at >= 0 && [...text].every((sign, i) => bytes[at + i] === sign.charCodeAt(0));
}

function isZip(bytes: Uint8Array): boolean {
  return asciiAt(bytes, 0, 'PK');
}

/** Named by its folder and `data.pkl`. */
function holdsPickle(bytes: Uint8Array): boolean {
  return isZip(bytes) && pathsInZip(bytes).some((path) => path.endsWith('/data.pkl'));
}

/** Protocol 2 and a long number, PyTorch's mark. */
function isPickle(bytes: Uint8Array): boolean {
  return bytes[0] === 0x80 && bytes[1] <= 5 && bytes[2] === 0x8a;
}
