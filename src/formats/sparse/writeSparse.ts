/** Writes the lab's sparse format: no zero of a kernel is stored where that saves bytes. */
import { joinedBytes } from '../../base/joinedBytes';
import { describe } from '../../model/networkOf';
import { encodeWeights } from '../../pruning/sparseEncoding';
import { namedArrays } from '../checkpoint/checkpoint';
import type { ExportedModel } from '../exportedModel';
import { MAGIC, START, VERSION, type SparseHeader } from './sparseFile';

export function writeSparse(model: ExportedModel): Uint8Array<ArrayBuffer> {
  const { network, weights } = model;
  return joinedBytes([startOf(headerOf(model)), encodeWeights(network, weights)]);
}

function headerOf(model: ExportedModel): SparseHeader {
  const { name, network, weights, classNames, mean, deviation, framing, record } = model;
  const arrays = namedArrays(network, weights).map(({ name: array, shape }) => {
    return { name: array, shape };
  });
  return {
    ...{ version: VERSION, name, class_names: classNames, mean, deviation, framing },
    ...{ arrays, network: describe(network), record },
  };
}

/** Blanks behind the header put the weights at a multiple of four bytes. */
function startOf(header: SparseHeader): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const length = Math.ceil(json.length / 4) * 4;
  const bytes = new Uint8Array(START + length).fill(0x20);
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, length, true);
  bytes.set(json, START);
  return bytes;
}
