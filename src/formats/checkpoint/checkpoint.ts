/**
 * Reads checkpoints in TF.js's weights format: manifest.json names every array with its shape, in the order in
 * which weights.bin holds them (float32 or float16, little-endian), and says what the network is.
 */
import type { Note, Outcome, Refusal } from '../../base/outcome';
import { note, refusal } from '../../words/refusal';
import { parseJson } from '../../base/json';
import { fromFloat16 } from '../../base/float16';
import { hasNorm, hasWeights, kernelShape, kernelSize } from '../../model/costs';
import type { Layer, LayerWeights, Network, Weights } from '../../model/network';
import { list, object, optional, text } from '../../base/checks';
import { MODEL, networkOfModel, positive, unknownModel, type ManifestModel } from './model';
import { Contradiction } from '../../model/contradiction';

export interface Manifest {
  readonly weightsManifest: readonly [
    { readonly paths: readonly string[]; readonly weights: readonly ManifestEntry[] },
  ];
  readonly model: ManifestModel;
  /** Names of the classes; left out where nobody knows them. */
  readonly classes?: readonly string[];
}

export interface ManifestEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  /** Stored as this, half as many bytes. */
  readonly quantization?: { readonly dtype: 'float16'; readonly original_dtype: 'float32' };
}

export interface Checkpoint {
  readonly name: string;
  /** Null where the manifest names none. */
  readonly classNames: readonly string[] | null;
  readonly network: Network;
  readonly weights: Weights;
}

const MANIFEST = object({
  weightsManifest: list(
    object({
      paths: list(text),
      weights: list(
        object({
          name: text,
          shape: list(positive),
          dtype: text,
          quantization: optional(object({ dtype: text })),
        }),
      ),
    }),
  ),
  model: MODEL,
  classes: optional(list(text)),
});

/** Refused with `manifest` where the text is no manifest of a network. */
export function parseManifest(name: string, bytes: Uint8Array): Outcome<Manifest> {
  const value = parseJson(bytes);
  if (value === undefined) return badManifest(name, note('no-json'));
  const manifest = value as Partial<Manifest> | null;
  const unknown = unknownModel(manifest?.model);
  if (unknown) return badManifest(name, unknown);
  const groups = manifest?.weightsManifest as Partial<Manifest['weightsManifest']> | undefined;
  if (groups?.length !== 1 || groups[0]?.paths?.length !== 1) {
    return badManifest(name, note('weights-files'));
  }
  const wrong = MANIFEST(manifest, '');
  return wrong ? badManifest(name, wrong) : { ok: true, value: manifest as Manifest };
}

/**
 * Refused with `manifest` where the arrays are not those of the network, `weights-size` where the file is shorter or
 * longer than they need.
 */
export function readCheckpoint(
  name: string,
  manifest: Manifest,
  bytes: Uint8Array,
): Outcome<Checkpoint> {
  const { weights: entries, paths } = manifest.weightsManifest[0];
  const built = networkNamed(name, manifest);
  if (!built.ok) return built;
  const network = built.value;
  const twice = entries.find(({ name: own }, i) => entries.findIndex((e) => e.name === own) < i);
  if (twice) return badManifest(name, note('array-twice', { array: twice.name }));
  const odd = entries.find((entry) => !isFloat(entry));
  if (odd) {
    const storage = storageOf(odd);
    return badManifest(name, note('array-storage', { array: odd.name, storage }));
  }
  const sizes = new Map(entries.map((entry) => [entry.name, sizeOf(entry)]));
  for (const [array, size] of network.layers.flatMap(arraysOf)) {
    if (sizes.get(array) === size) continue;
    const values = sizes.get(array) ?? null;
    return badManifest(name, note('array-length', { array, values, expected: size }));
  }
  const shapes = new Map(entries.map((entry) => [entry.name, entry.shape]));
  const turned = network.layers.find(
    (layer) =>
      hasWeights(layer) && shapes.get(kernelName(layer))?.join() !== kernelShape(layer).join(),
  );
  if (turned) {
    const array = kernelName(turned);
    const shape = { shape: shapes.get(array)!, expected: kernelShape(turned) };
    return badManifest(name, note('array-shape', { array, ...shape }));
  }
  const expected = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  if (bytes.length !== expected) {
    const sizes = { bytes: bytes.length, expected };
    return paths[0].startsWith('data:')
      ? refusal('inline-weights-size', { name, ...sizes })
      : refusal('weights-size', { name: paths[0], ...sizes });
  }
  const arrays = readArrays(entries, bytes);
  return {
    ok: true,
    value: {
      name,
      classNames: manifest.classes ?? null,
      network,
      weights: network.layers.map((layer) => layerWeights(layer, arrays)),
    },
  };
}

function networkNamed(name: string, { model, classes }: Manifest): Outcome<Network> {
  try {
    const network = networkOfModel(model);
    if (!classes || classes.length === network.classes) return { ok: true, value: network };
    const counts = { names: classes.length, classes: network.classes };
    return badManifest(name, note('class-names', counts));
  } catch (error) {
    if (error instanceof Contradiction) return badManifest(name, error.note);
    throw error;
  }
}

/** Names and sizes of the arrays of a layer: the kernel, then batch normalisation or bias. */
function arraysOf(layer: Layer): [name: string, size: number][] {
  if (!hasWeights(layer)) return [];
  const { name, outChannels } = layer;
  const vectors = hasNorm(layer)
    ? ['bn/gamma', 'bn/beta', 'bn/moving_mean', 'bn/moving_variance']
    : ['bias'];
  return [
    [kernelName(layer), kernelSize(layer)],
    ...vectors.map((vector): [string, number] => [`${name}/${vector}`, outChannels]),
  ];
}

function kernelName({ name, kind }: Layer): string {
  if (kind === 'dense') return `${name}/kernel`;
  return kind === 'depthwise' ? `${name}/conv/depthwise_kernel` : `${name}/conv/kernel`;
}

function isFloat({ dtype, quantization }: ManifestEntry): boolean {
  return dtype === 'float32' && (quantization?.dtype ?? 'float16') === 'float16';
}

function storageOf({ dtype, quantization }: ManifestEntry): string {
  return quantization?.dtype ?? dtype;
}

function sizeOf({ shape }: ManifestEntry): number {
  return shape.reduce((product, size) => product * size, 1);
}

function readArrays(
  entries: readonly ManifestEntry[],
  bytes: Uint8Array,
): Map<string, Float32Array> {
  let at = 0;
  const read = (entry: ManifestEntry): [string, Float32Array] => {
    // A copy, so that the array starts at a multiple of its values' bytes.
    const { buffer } = bytes.slice(at, (at += bytesOf(entry)));
    const half = entry.quantization !== undefined;
    return [entry.name, half ? fromFloat16(new Uint16Array(buffer)) : new Float32Array(buffer)];
  };
  return new Map(entries.map(read));
}

function bytesOf(entry: ManifestEntry): number {
  return (entry.quantization ? 2 : 4) * sizeOf(entry);
}

function layerWeights(layer: Layer, arrays: Map<string, Float32Array>): LayerWeights {
  if (!hasWeights(layer)) return { kernel: new Float32Array(0), norm: null, bias: null };
  const [kernel, ...rest] = arraysOf(layer).map(([name]) => arrays.get(name) as Float32Array);
  if (!hasNorm(layer)) return { kernel, norm: null, bias: rest[0] };
  const [gamma, beta, mean, variance] = rest;
  return { kernel, norm: { gamma, beta, mean, variance }, bias: null };
}

/** Every array of a checkpoint by its name, in the order of the file. */
export function namedArrays(network: Network, weights: Weights): NamedArray[] {
  return network.layers.flatMap((layer) => {
    const { kernel, norm, bias } = weights[layer.index];
    const values = norm ? [norm.gamma, norm.beta, norm.mean, norm.variance] : [bias!];
    return arraysOf(layer).map(([name], i) => ({
      name,
      shape: i === 0 ? kernelShape(layer) : [layer.outChannels],
      values: i === 0 ? kernel : values[i - 1],
    }));
  });
}

export interface NamedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

function badManifest(name: string, cause: Note): Refusal {
  return refusal('manifest', { name, cause });
}
