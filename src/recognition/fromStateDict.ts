/**
 * A graph for arrays without one: MobileNetV2 as PyTorch code bases write it. Names tell which arrays belong together
 * and no more; which layer is which follows from the shapes, and strides, which no array shows, from the paper.
 */
import type { Outcome } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import type { FileGraph, FilePadding, Operation, Tensor } from '../formats/graph';
import { fromChannelsFirst, transposed } from '../formats/layouts';
import type { StateDict } from '../formats/stateDict';
import { symmetricPadding } from '../model/padding';

/** What arrays do not say; torchvision's and timm's values. */
const EPSILON = 1e-5;
/** Stride 2 of 17 blocks (Sandler et al. 2018, table 2). */
const HALVING_BLOCKS = [1, 3, 6, 13];
const BLOCKS = 17;

interface Convolution {
  readonly path: string;
  /** [out, in, height, width]. */
  readonly kernel: Tensor;
  readonly bias: Tensor | null;
}

interface Norm {
  readonly path: string;
  readonly gamma: Tensor;
  readonly beta: Tensor;
  readonly mean: Tensor;
  readonly variance: Tensor;
}

/**
 * Refused with `unlike` where it is not MobileNetV2.
 * @param stemStride 1 where a code base keeps small pictures large
 */
export function graphOfStateDict(
  name: string,
  arrays: StateDict,
  stemStride = 2,
): Outcome<FileGraph> {
  const parts = partsOf(withoutPrefix(arrays));
  const { length } = parts.convolutions.filter(isDepthwise);
  if (length !== BLOCKS) {
    const cause = note('unlike-depthwise', { found: length, wanted: BLOCKS });
    return refusal('unlike', { name, cause });
  }
  if (!parts.classifier) return refusal('unlike', { name, cause: note('unlike-classifier') });
  return { ok: true, value: new GraphBuilder(parts, parts.classifier).build(stemStride) };
}

/** `module.`, `model.` and the like, which wrappers put before every name. */
function withoutPrefix(arrays: StateDict): StateDict {
  const names = [...arrays.keys()];
  const prefix = /^[^.]*\./.exec(names[0] ?? '')?.[0];
  if (!prefix || !names.every((name) => name.startsWith(prefix))) return arrays;
  return withoutPrefix(
    new Map([...arrays].map(([name, tensor]) => [name.slice(prefix.length), tensor])),
  );
}

interface Parts {
  readonly convolutions: readonly Convolution[];
  readonly norms: readonly Norm[];
  readonly classifier: Dense | null;
}

interface Dense {
  readonly path: string;
  readonly kernel: Tensor;
  readonly bias: Tensor | null;
}

function partsOf(arrays: StateDict): Parts {
  const convolutions: Convolution[] = [];
  const norms: Norm[] = [];
  let classifier: Dense | null = null;
  for (const path of paths(arrays)) {
    const of = (name: string) => arrays.get(`${path}.${name}`);
    const [weight, mean, variance] = [of('weight'), of('running_mean'), of('running_var')];
    const bias = of('bias') ?? null;
    if (mean && variance && weight && bias)
      norms.push({ path, gamma: weight, beta: bias, mean, variance });
    else if (weight?.shape.length === 4) convolutions.push({ path, kernel: weight, bias });
    else if (weight?.shape.length === 2) classifier = { path, kernel: weight, bias };
  }
  return { convolutions, norms, classifier };
}

/** Numbers in names by their value: `features.2` stands before `features.10`. */
function paths(arrays: StateDict): string[] {
  const all = new Set([...arrays.keys()].map((name) => name.slice(0, name.lastIndexOf('.'))));
  return [...all].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

function isDepthwise({ kernel: { shape } }: Convolution): boolean {
  return shape[1] === 1 && shape[0] > 1 && shape[2] > 1;
}

class GraphBuilder {
  readonly #parts: Parts;
  readonly #classifier: Dense;
  readonly #operations: Operation[] = [];
  #value = 'image';

  constructor(parts: Parts, classifier: Dense) {
    this.#parts = parts;
    this.#classifier = classifier;
  }

  build(stemStride: number): FileGraph {
    const { convolutions } = this.#parts;
    const planes = this.#stem().kernel.shape[1];
    this.#layer(this.#stem(), stemStride, 'relu6');
    for (const [block, depthwise] of convolutions.filter(isDepthwise).entries())
      this.#block(depthwise, HALVING_BLOCKS.includes(block) ? 2 : 1);
    this.#layer(this.#head(), 1, 'relu6');
    this.#push('pool', { kind: 'pool', side: null });
    const { path, kernel, bias } = this.#classifier;
    this.#push(path, { kind: 'dense', kernel: transposed(kernel), bias });
    return {
      input: { name: 'image', height: null, width: null, planes },
      operations: this.#operations,
      outputs: [this.#value],
    };
  }

  /** A full convolution of more than a pixel. */
  #stem(): Convolution {
    return this.#parts.convolutions.find((one) => one.kernel.shape[2] > 1 && !isDepthwise(one))!;
  }

  /** What the classifier reads. */
  #head(): Convolution {
    const channels = this.#classifier.kernel.shape[1];
    return this.#parts.convolutions.findLast(({ kernel }) => kernel.shape[0] === channels)!;
  }

  /** Those under the longest name that a depthwise convolution shares with another convolution. */
  #neighbours({ path }: Convolution): Convolution[] {
    const { convolutions } = this.#parts;
    for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      const own = convolutions.filter((one) => one.path.startsWith(path.slice(0, end + 1)));
      if (own.length > 1) return own;
    }
    return [];
  }

  #block(depthwise: Convolution, stride: number): void {
    const before = this.#value;
    const inner = depthwise.kernel.shape[0];
    const points = this.#neighbours(depthwise).filter((one) => one !== depthwise);
    const expand = points.find(({ kernel: { shape } }) => shape[0] === inner && shape[1] < inner);
    const project = points.find((one) => one !== expand && one.kernel.shape[1] === inner)!;
    if (expand) this.#layer(expand, 1, 'relu6');
    this.#layer(depthwise, stride, 'relu6');
    this.#layer(project, 1, null);
    const channels = project.kernel.shape[0];
    const same = stride === 1 && (expand ?? depthwise).kernel.shape[expand ? 1 : 0] === channels;
    if (!same) return;
    this.#operations.push({
      ...{ kind: 'add', name: `${project.path} add`, inputs: [before, this.#value] },
      output: (this.#value = `${project.path} sum`),
    });
  }

  #layer(convolution: Convolution, stride: number, activation: 'relu6' | null): void {
    const { path, bias } = convolution;
    const kernel = fromChannelsFirst(convolution.kernel);
    const [side] = kernel.shape;
    const strides = [stride, stride] as const;
    const padding: FilePadding = symmetricPadding((side - 1) / 2);
    const common = { bias, strides, dilations: [1, 1] as const, padding };
    const [height, width, , out] = kernel.shape;
    if (isDepthwise(convolution)) {
      const own = { ...kernel, shape: [height, width, out, 1] };
      this.#push(path, { kind: 'depthwise', kernel: own, ...common });
    } else this.#push(path, { kind: 'convolution', kernel, ...common, groups: 1 });
    const norm = this.#normOf(convolution);
    if (norm) this.#push(norm.path, { kind: 'norm', ...norm, epsilon: EPSILON });
    if (activation) this.#push(`${path} activation`, { kind: 'activation', activation });
  }

  /** The nearest of as many channels: behind it in its block, in the order of the layers. */
  #normOf({ path, kernel: { shape } }: Convolution): Norm | undefined {
    const free = this.#parts.norms.filter(
      (norm) => norm.mean.shape[0] === shape[0] && !this.#used.has(norm),
    );
    const nearest = free.reduce<Norm | undefined>(
      (best, norm) =>
        !best || distance(path, norm.path) < distance(path, best.path) ? norm : best,
      undefined,
    );
    if (nearest) this.#used.add(nearest);
    return nearest;
  }

  readonly #used = new Set<Norm>();

  #push(name: string, operation: DistributiveOmit<Operation, 'name' | 'inputs' | 'output'>): void {
    const output = `${name} output`;
    this.#operations.push({ ...operation, name, inputs: [this.#value], output } as Operation);
    this.#value = output;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Steps from one name to the other in the tree of modules. */
function distance(a: string, b: string): number {
  const [first, second] = [a.split('.'), b.split('.')];
  const differs = first.findIndex((part, i) => part !== second[i]);
  const common = differs < 0 ? first.length : differs;
  return first.length + second.length - 2 * common;
}
