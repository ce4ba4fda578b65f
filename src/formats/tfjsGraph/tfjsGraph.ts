/**
 * TF.js GraphModel: model.json holds a frozen TensorFlow graph, often with fused operations, and its constants lie in
 * shards as a LayersModel's do. Kernels are in TensorFlow's layouts, so none is turned.
 */
import { parseJson } from '../../base/json';
import type { Outcome } from '../../base/outcome';
import { note } from '../../words/refusal';
import { FileTrouble, readable } from '../fileTrouble';
import type { FileGraph, FileInput, Operation, Tensor } from '../graph';
import { readWeights, type WeightsGroup } from '../tfjsLayers/weights';
import { isStrange, operationsOf, valueName } from './nodes';
import type { GraphNode } from './nodeAttributes';

interface ModelJson {
  readonly modelTopology?: { readonly node?: readonly GraphNode[] };
  readonly signature?: { readonly outputs?: Readonly<Record<string, Signed>> };
  readonly weightsManifest?: readonly WeightsGroup[];
}

/** @param file bytes of a file that stands beside model.json; undefined where there is none */
export function readTfjsGraph(
  name: string,
  json: Uint8Array,
  file: (path: string) => Uint8Array | undefined,
): Outcome<FileGraph> {
  return readable(name, () => {
    const parsed = parseJson(json) as ModelJson | null | undefined;
    const nodes = parsed?.modelTopology?.node;
    if (!nodes || !parsed.weightsManifest) throw new FileTrouble(note('file-no-graph'));
    const signed = Object.values(parsed.signature?.outputs ?? {});
    // What sets it apart is said without its weights.
    if (nodes.some(isStrange)) return strangeGraph(nodes.filter(isStrange), signed);
    const tensors = readWeights(parsed.weightsManifest, file);
    return graphOf(nodes, tensors, signed);
  });
}

/** What the lab has nothing for, in no order: such graphs may go round in circles. */
function strangeGraph(nodes: readonly GraphNode[], signed: readonly Signed[]): FileGraph {
  return {
    input: { name: '', height: null, width: null, planes: null },
    operations: nodes.map(({ name, op }) => {
      return { kind: 'other', type: op, name, inputs: [], output: name };
    }),
    outputs: signed.map(({ name = '' }) => name),
  };
}

interface Signed {
  readonly name?: string;
}

function graphOf(
  nodes: readonly GraphNode[],
  constants: Map<string, Tensor>,
  signed: readonly Signed[],
): FileGraph {
  const inputs = nodes.filter(({ op }) => op === 'Placeholder');
  if (inputs.length !== 1) throw new FileTrouble(note('file-inputs', { inputs: inputs.length }));
  const sizes = new Set<string>();
  const operations = ordered(nodes).flatMap((node): Operation[] =>
    operationsOf(node, constants, sizes),
  );
  const named = signed.flatMap(({ name }) => (name === undefined ? [] : [valueName(name)]));
  const read = new Set(operations.flatMap((operation) => operation.inputs));
  const ends = operations.map(({ output }) => output).filter((output) => !read.has(output));
  return { input: inputOf(inputs[0]), operations, outputs: named.length > 0 ? named : ends };
}

function inputOf({ name, attr }: GraphNode): FileInput {
  const sides = attr?.shape?.shape?.dim?.map(({ size }) => Number(size)) ?? [];
  const [, height, width, planes] = sides.map((side) => (side > 0 ? side : null));
  return { name, height: height ?? null, width: width ?? null, planes: planes ?? null };
}

/** Each behind those that it reads. @throws FileTrouble where they go round in a circle or one is missing */
function ordered(nodes: readonly GraphNode[]): GraphNode[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const done = new Map<string, 'open' | 'closed'>();
  const order: GraphNode[] = [];
  // By hand and not by recursion: a hostile graph may be as deep as it likes.
  for (const first of nodes) {
    const stack = [first];
    while (stack.length > 0) {
      const node = stack[stack.length - 1];
      const state = done.get(node.name);
      if (state === 'closed') {
        stack.pop();
        continue;
      }
      const waits = (node.input ?? []).map((input) => {
        const found = byName.get(valueName(input).replace(/^\^/, ''));
        if (!found)
          throw new FileTrouble(note('file-reads-missing', { layer: node.name, reads: input }));
        return found;
      });
      const open = waits.filter(({ name }) => done.get(name) !== 'closed');
      if (open.length > 0 && state === 'open')
        throw new FileTrouble(note('file-circle', { layer: node.name }));
      done.set(node.name, open.length > 0 ? 'open' : 'closed');
      if (open.length > 0) stack.push(...open);
      else order.push(stack.pop()!);
    }
  }
  return order;
}
