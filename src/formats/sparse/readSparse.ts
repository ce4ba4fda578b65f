/** Reads the lab's sparse format into a graph. */
import { parseJson } from '../../base/json';
import type { Note, Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { hasWeights } from '../../model/costs';
import type { LayerWeights, Network, Weights } from '../../model/network';
import { decodeWeights } from '../../pruning/sparseEncoding';
import { CLASS_NAMES, DESCRIPTION, PREPROCESSING } from '../exportedModel';
import { FileTrouble, readable } from '../fileTrouble';
import type { FileGraph, Texts } from '../graph';
import { graphOfNetwork, labNetwork } from '../labNetwork';
import { START, VERSION, type SparseHeader } from './sparseFile';

export function readSparse(name: string, bytes: Uint8Array): Outcome<FileGraph> {
  return readable(name, () => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const end = START + view.getUint32(START - 4, true);
    if (end > bytes.length) throw new FileTrouble(note('file-header'));
    const header = parseJson(bytes.subarray(START, end));
    if (typeof header !== 'object' || header === null) throw new FileTrouble(note('file-no-json'));
    const said = header as Partial<SparseHeader>;
    if (said.version !== VERSION) throw new FileTrouble(note('file-version'));
    const network = labNetwork(said.network);
    const weights = weightsOf(network, bytes.subarray(end));
    return graphOfNetwork(network, weights, { stored: 'float32', texts: textsOf(said) });
  });
}

function weightsOf(network: Network, bytes: Uint8Array): Weights {
  const decoded = decodeWeights(network, bytes);
  if (!decoded.ok) throw new FileTrouble(decoded.values.cause as Note);
  const left = decoded.value.values();
  return network.layers.map((layer) => (hasWeights(layer) ? left.next().value! : NOTHING));
}

const NOTHING: LayerWeights = { kernel: new Float32Array(0), norm: null, bias: null };

function textsOf({ class_names: names, network, ...said }: Partial<SparseHeader>): Texts {
  const { mean, deviation, framing } = said;
  return new Map([
    [CLASS_NAMES, JSON.stringify(names ?? [])],
    [PREPROCESSING, JSON.stringify({ mean, deviation, framing })],
    [DESCRIPTION, JSON.stringify(network)],
  ]);
}
