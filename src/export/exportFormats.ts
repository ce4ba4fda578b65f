/**
 * Every format of other tools that a network leaves in, one row each: page, worker and command line read it.
 * One more is a writer in the format's folder, a row here, a snippet and a test in the format's own runtime.
 */
import type { Storage } from '../formats/checkpoint/manifest';
import type { ExportedModel } from '../formats/exportedModel';
import type { Unsaid } from '../words/rows';

export type { Storage };

/** @param storage one of the format's own */
export type WriteModel = (model: ExportedModel, storage: Storage) => Uint8Array<ArrayBuffer>;

interface ExportFormat {
  readonly id: string;
  readonly label: string;
  /** Of its files' names. */
  readonly ending: `.${string}`;
  /** How it can hold weights; the first is the usual one. */
  readonly storages: readonly Storage[];
  /** Fetched when it is first wanted. */
  readonly writer: () => Promise<WriteModel>;
}

const ROWS = [
  {
    id: 'tflite',
    label: 'TensorFlow Lite',
    ending: '.tflite',
    storages: ['float32', 'float16', 'int8'],
    writer: async () => (await import('../formats/tflite/writeTflite')).writeTflite,
  },
  {
    id: 'onnx',
    label: 'ONNX',
    ending: '.onnx',
    storages: ['float32', 'float16', 'int8'],
    writer: async () => (await import('../formats/onnx/writeOnnx')).writeOnnx,
  },
  {
    id: 'onnx-norms',
    label: 'ONNX with batch normalisation',
    ending: '.onnx',
    storages: ['float32', 'float16'],
    writer: async () => (await import('../formats/onnx/writeOnnx')).writeOnnxWithNorms,
  },
  {
    id: 'safetensors',
    label: 'safetensors',
    ending: '.safetensors',
    storages: ['float32', 'float16'],
    writer: async () => (await import('../formats/safetensors/writeSafetensors')).writeSafetensors,
  },
  {
    id: 'tfjs-layers',
    label: 'TensorFlow.js LayersModel',
    ending: '.zip',
    storages: ['float32', 'float16'],
    writer: async () => (await import('../formats/tfjsLayers/writeTfjsLayers')).writeTfjsLayers,
  },
  {
    id: 'sparse',
    label: 'Pruning Lab, sparse',
    ending: '.sparse',
    storages: ['float32'],
    writer: async () => (await import('../formats/sparse/writeSparse')).writeSparse,
  },
] as const satisfies readonly ExportFormat[];

export type ExportFormatId = (typeof ROWS)[number]['id'];
/** In words by `inWords('exports', row)`. */
export type ExportFormatRow = Unsaid<'exports', ExportFormat> & { readonly id: ExportFormatId };
export const EXPORT_FORMATS: readonly ExportFormatRow[] = ROWS;

export function exportFormat(id: ExportFormatId): ExportFormatRow {
  return EXPORT_FORMATS.find((row) => row.id === id)!;
}
