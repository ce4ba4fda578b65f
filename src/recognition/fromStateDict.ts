/**
 * A graph for arrays without one: MobileNetV2 and V1 as PyTorch code bases write them. Names tell which arrays belong
 * together and no more; which layer is which follows from the shapes, and strides, which no array shows, from the papers.
 */
import type { Note, Outcome } from '../base/outcome';
import { note, refusal } from '../words/refusal';
import type { FileGraph, FilePadding, Operation, Tensor } from '../formats/graph';
import { fromChannelsFirst, transposed } from '../formats/layouts';
import type { StateDict } from '../formats/stateDict';
import { symmetricPadding } from '../model/padding';

/** What arrays do not say, where nothing beside them does; torchvision's and timm's values. */
const USUAL: StateDictHints = { epsilon: 1e-5, samePadding: false };

/** What a settings file beside arrays may say of them. */
export interface StateDictHints {
  /** ε of batch normalisation. */
  readonly epsilon: number;
  /** TensorFlow's, as Hugging Face keeps it for Google's weights. */
  readonly samePadding: boolean;
}

/** What no array shows, from the papers: which blocks step by 2 (Howard et al. 2017, Sandler et al. 2018). */
interface Kin {
  readonly blocks: number;
  readonly halving: readonly number[];
  readonly activation: 'relu' | 'relu6';
  /** Whether the second 1×1 convolution of a block stays linear. */
  readonly linear: boolean;
}

const MOBILENET_V2: Kin = {
  ...{ blocks: 17, halving: [1, 3, 6, 13], activation: 'relu6', linear: true },
};
const MOBILENET_V1: Kin = {
  ...{ blocks: 13, halving: [1, 3, 5, 11], activation: 'relu', linear: false },
};

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

/** Refused with `unlike` where it is neither MobileNetV2 nor MobileNetV1. @param hints from beside the file */
export function graphOfStateDict(
  name: string,
  arrays: StateDict,
  hints: Partial<StateDictHints> = {},
): Outcome<FileGraph> {
  const plain = withoutPrefix(arrays);
  const byName = partsOf(plain, pathsByName(plain));
  const found = byName.convolutions.filter(isDepthwise).length;
  const kin = [MOBILENET_V2, MOBILENET_V1].find(({ blocks }) => blocks === found);
  const refused = (cause: Note) => refusal('unlike', { name, cause });
  if (!kin) return refused(note('unlike-depthwise', { found, wanted: MOBILENET_V2.blocks }));
  // Names in their order fit most code bases; where they tell nothing, the file's own order is that of making.
  for (const parts of [byName, partsOf(plain, pathsOf(plain))]) {
    const graph = new GraphBuilder(parts, kin, { ...USUAL, ...hints }).build();
    if (graph) return { ok: true, value: graph };
  }
  return refused(note('unlike-arrays'));
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
  readonly dense: readonly Dense[];
}

interface Dense {
  readonly path: string;
  /** [out, in]. */
  readonly kernel: Tensor;
  readonly bias: Tensor | null;
}

function partsOf(arrays: StateDict, paths: readonly string[]): Parts {
  const [convolutions, norms, dense]: [Convolution[], Norm[], Dense[]] = [[], [], []];
  for (const path of paths) {
    const of = (name: string) => arrays.get(path === '' ? name : `${path}.${name}`);
    const [weight, mean, variance] = [of('weight'), of('running_mean'), of('running_var')];
    const bias = of('bias') ?? null;
    if (mean && variance && weight && bias)
      norms.push({ path, gamma: weight, beta: bias, mean, variance });
    else if (weight?.shape.length === 4) convolutions.push({ path, kernel: weight, bias });
    else if (weight?.shape.length === 2) dense.push({ path, kernel: weight, bias });
  }
  return { convolutions, norms, dense };
}

function pathsOf(arrays: StateDict): string[] {
  return [...new Set([...arrays.keys()].map((name) => name.slice(0, name.lastIndexOf('.'))))];
}

/** Numbers in names by their value: `features.2` stands before `features.10`. */
function pathsByName(arrays: StateDict): string[] {
  return pathsOf(arrays).sort(new Intl.Collator('en', { numeric: true }).compare);
}

function isDepthwise({ kernel: { shape } }: Convolution): boolean {
  return shape[1] === 1 && shape[0] > 1 && shape[2] > 1;
}

function isPointwise({ kernel: { shape } }: Convolution): boolean {
  return shape[2] === 1 && shape[3] === 1;
}

/** More belong to more than one block. */
const MOST_POINTS = 3;

/** The 1×1 convolutions of a block; a shortcut where others are added through one of their own. */
interface Points {
  readonly expand: Convolution | null;
  readonly project: Convolution;
  readonly shortcut: Convolution | null;
}

class GraphBuilder {
  readonly #parts: Parts;
  readonly #kin: Kin;
  readonly #hints: StateDictHints;
  readonly #operations: Operation[] = [];
  readonly #used = new Set<Convolution | Norm>();
  #value = 'image';
  /** Of the map that was made last. */
  #channels = 0;

  constructor(parts: Parts, kin: Kin, hints: StateDictHints) {
    this.#parts = parts;
    this.#kin = kin;
    this.#hints = hints;
  }

  /** Null where the arrays do not fit onto each other. */
  build(): FileGraph | null {
    const { convolutions } = this.#parts;
    const depthwise = convolutions.filter(isDepthwise);
    const stem = convolutions.find((one) => !isPointwise(one) && !isDepthwise(one));
    if (!stem) return null;
    // With shortcuts it is the form for small pictures, whose activations are not cut off at 6.
    const small = depthwise.some((one) => this.#neighbours(one).length === MOST_POINTS);
    const activation = small ? 'relu' : this.#kin.activation;
    this.#layer(stem, small ? 1 : 2, activation);
    for (const [block, one] of depthwise.entries()) {
      const points = this.#pointsOf(one);
      if (!points) return null;
      this.#block(one, points, small ? null : this.#kin.halving.includes(block), activation);
    }
    if (!this.#scores(activation)) return null;
    const planes = stem.kernel.shape[1];
    return {
      input: { name: 'image', height: null, width: null, planes, usual: small ? 32 : 224 },
      operations: this.#operations,
      outputs: [this.#value],
    };
  }

  #pointsOf(depthwise: Convolution): Points | null {
    const { convolutions } = this.#parts;
    const at = convolutions.indexOf(depthwise);
    const around = [convolutions[at - 1], convolutions[at + 1]].filter(
      (one) => one && isPointwise(one),
    );
    return (
      this.#pointsAmong(this.#neighbours(depthwise), depthwise) ??
      this.#pointsAmong(around, depthwise)
    );
  }

  #pointsAmong(points: readonly Convolution[], depthwise: Convolution): Points | null {
    const [inner, before] = [depthwise.kernel.shape[0], this.#channels];
    const free = points.filter((one) => !this.#used.has(one));
    const reads = (one: Convolution, channels: number) => one.kernel.shape[1] === channels;
    const expand =
      free.length < 2
        ? undefined
        : free.find((one) => reads(one, before) && one.kernel.shape[0] === inner);
    if (!expand && before !== inner) return null;
    const rest = free.filter((one) => one !== expand);
    const project = rest.find((one) => reads(one, inner));
    if (!project) return null;
    const shortcut = rest.find((one) => one !== project && reads(one, before));
    return { expand: expand ?? null, project, shortcut: shortcut ?? null };
  }

  /** 1×1 convolutions under the longest name that a depthwise convolution shares with any. */
  #neighbours({ path }: Convolution): Convolution[] {
    const points = this.#parts.convolutions.filter(isPointwise);
    for (let end = path.lastIndexOf('.'); end > 0; end = path.lastIndexOf('.', end - 1)) {
      const own = points.filter((one) => one.path.startsWith(path.slice(0, end + 1)));
      if (own.length > 0) return own.length > MOST_POINTS ? [] : own;
    }
    return [];
  }

  /** @param halves whether it steps by 2; null where a missing shortcut tells it */
  #block(
    depthwise: Convolution,
    { expand, project, shortcut }: Points,
    halves: boolean | null,
    activation: 'relu' | 'relu6',
  ): void {
    const [before, channels] = [this.#value, this.#channels];
    const same = project.kernel.shape[0] === channels;
    const stride = (halves ?? (!same && !shortcut)) ? 2 : 1;
    if (expand) this.#layer(expand, 1, activation);
    this.#layer(depthwise, stride, activation);
    this.#layer(project, 1, this.#kin.linear ? null : activation);
    if (!this.#kin.linear || stride === 2 || !(same || shortcut)) return;
    const made = this.#value;
    this.#value = before;
    if (shortcut) this.#layer(shortcut, 1, null);
    this.#operations.push({
      ...{ kind: 'add', name: `${project.path} add`, inputs: [this.#value, made] },
      output: (this.#value = `${project.path} sum`),
    });
  }

  /** From the last block to the scores. */
  #scores(activation: 'relu' | 'relu6'): boolean {
    const { convolutions, dense } = this.#parts;
    const next = () =>
      convolutions.find(
        (one) => isPointwise(one) && !this.#used.has(one) && one.kernel.shape[1] === this.#channels,
      );
    const reads = dense[0]?.kernel.shape[1];
    const head = reads === this.#channels ? undefined : next();
    if (head) this.#layer(head, 1, activation);
    this.#push('pool', { kind: 'pool', side: null });
    // Some classify by a 1×1 convolution.
    const last = dense.length > 0 ? undefined : next();
    const layers = last ? [{ ...last, kernel: flat(last.kernel) }] : dense;
    for (const [i, { path, kernel, bias }] of layers.entries()) {
      if (kernel.shape[1] !== this.#channels) return false;
      if (i > 0) this.#push(`${path} before`, { kind: 'activation', activation: 'relu' });
      this.#push(path, { kind: 'dense', kernel: transposed(kernel), bias });
      this.#channels = kernel.shape[0];
    }
    return layers.length > 0;
  }

  #layer(convolution: Convolution, stride: number, activation: 'relu' | 'relu6' | null): void {
    this.#used.add(convolution);
    this.#channels = convolution.kernel.shape[0];
    const { path, bias } = convolution;
    const kernel = fromChannelsFirst(convolution.kernel);
    const [side] = kernel.shape;
    const strides = [stride, stride] as const;
    const padding: FilePadding = this.#hints.samePadding
      ? 'same'
      : symmetricPadding(Math.floor((side - 1) / 2));
    const common = { bias, strides, dilations: [1, 1] as const, padding };
    const [height, width, , out] = kernel.shape;
    if (isDepthwise(convolution)) {
      const own = { ...kernel, shape: [height, width, out, 1] };
      this.#push(path, { kind: 'depthwise', kernel: own, ...common });
    } else this.#push(path, { kind: 'convolution', kernel, ...common, groups: 1 });
    const norm = this.#normOf(convolution);
    if (norm) this.#push(norm.path, { kind: 'norm', ...norm, epsilon: this.#hints.epsilon });
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

  #push(name: string, operation: DistributiveOmit<Operation, 'name' | 'inputs' | 'output'>): void {
    const output = `${name} output`;
    this.#operations.push({ ...operation, name, inputs: [this.#value], output } as Operation);
    this.#value = output;
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** [out, in, 1, 1] → [out, in]. */
function flat({ shape: [out, ins], ...tensor }: Tensor): Tensor {
  return { ...tensor, shape: [out, ins] };
}

/** Steps from one name to the other in the tree of modules. */
function distance(a: string, b: string): number {
  const [first, second] = [a.split('.'), b.split('.')];
  const differs = first.findIndex((part, i) => part !== second[i]);
  const common = differs < 0 ? first.length : differs;
  return first.length + second.length - 2 * common;
}
