/** Whether a network that came in a file is what its plan leaves of this model: input, shapes, values and zeros. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import { refusal, type Outcome } from '../../src/base/outcome';
import type { Checkpoint } from '../../src/formats/checkpoint/checkpoint';
import type { LayerWeights, Network } from '../../src/model/network';
import { methodOf } from '../../src/pruning/methods';
import type { Plan } from '../../src/pruning/plan';
import { hasOwnZeros, repairRow } from '../../src/pruning/repairs';
import type { CompactNetwork } from '../../src/pruning/surgery';

/** Share of a layer's weights that may be zero by chance: training and half precision leave a few. */
const CHANCE = 0.001;

interface Claim {
  readonly file: Pick<Checkpoint, 'network' | 'weights' | 'classNames'>;
  readonly model: Checkpoint;
  readonly plan: Plan;
  /** What the plan leaves of the model, unrepaired. */
  readonly cut: CutNetwork;
}

/** Refused with `network-file` by a sentence that names what differs. */
export function fitsPlan(claim: Claim): Outcome<null> {
  const why =
    otherInput(claim) ??
    otherChannels(claim) ??
    wrongValue(claim) ??
    wrongZeros(claim) ??
    otherWeights(claim);
  if (!why) return { ok: true, value: null };
  return refusal('network-file', `${why}: choose the file of another network, or save it again`);
}

function otherInput({ file, model }: Claim): string | null {
  const [own, whole] = [file.network.config, model.network.config];
  const keys = ['width', 'inputSize', 'stemStride', 'classes'] as const;
  const key = keys.find((name) => own?.[name] !== whole?.[name]);
  if (key)
    return `this network has ${KEY_NAMES[key]} ${own?.[key]}, but this model ${whole?.[key]}`;
  if (!sameGraph(file.network, model.network))
    return 'this network has other layers than this model';
  if (file.classNames.join() === model.classNames.join()) return null;
  return `this network names the classes ${file.classNames.join(', ')}, but this model ${model.classNames.join(', ')}`;
}

/** Layers and maps, but for the channels that were cut. */
function sameGraph(own: Network, whole: Network): boolean {
  const uncut = ({ input, classes, layers }: Network) => [
    ...[input.size, input.planes, classes],
    ...layers.map((layer) => ({ ...layer, inChannels: 0, outChannels: 0 })),
  ];
  return JSON.stringify(uncut(own)) === JSON.stringify(uncut(whole));
}

const KEY_NAMES = {
  width: 'width',
  inputSize: 'an input of',
  stemStride: 'a stem stride of',
  classes: 'classes:',
};

function otherChannels({ file, cut }: Claim): string | null {
  const [own, left] = [file.network.sets, cut.network.sets];
  const other = own.find(({ size }, set) => size !== left[set].size);
  if (!other) return null;
  const counts = `${other.size} channels in ${other.name}, but its plan leaves ${left[other.index].size} of this model`;
  return `this network has other channels: ${counts}`;
}

function wrongValue({ file: { network, weights } }: Claim): string | null {
  for (const { name, index } of network.layers) {
    if (!arraysOf(weights[index]).every(isFinite))
      return `${name} holds values that are no numbers`;
    if (weights[index].norm?.variance.some((value) => value < 0)) {
      return `${name} holds a variance below 0`;
    }
  }
  return null;
}

function arraysOf({ kernel, norm, bias }: LayerWeights): Float32Array[] {
  const { gamma, beta, mean, variance } = norm ?? {};
  return [kernel, gamma, beta, mean, variance, bias].filter((array) => array != null);
}

function isFinite(values: Float32Array): boolean {
  return values.every(Number.isFinite);
}

/**
 * Layer by layer where the model's weights alone decide; what activations and gradients decide may differ a little on
 * another machine, so that there only the sum is held against the plan.
 */
function wrongZeros(claim: Claim): string | null {
  const { file, plan } = claim;
  const layers = file.network.layers.map(({ name, index }) => ({
    name: `${name} of this network`,
    ...zeros(claim, index),
  }));
  const total = layers.reduce((a, b) => ({
    name: 'this network',
    found: a.found + b.found,
    cut: a.cut + b.cut,
    most: a.most + b.most,
    misplaced: a.misplaced + b.misplaced,
  }));
  const exact = methodOf(plan.method).needs === 'weights';
  const parts = exact ? layers : [total];
  const wrong = parts.find(({ found, cut, most }) => found < cut || found > most);
  if (wrong) {
    const { name, found, cut } = wrong;
    return `${name} has ${found} weights that are zero, but its plan makes ${cut}`;
  }
  const few = exact ? 0 : CHANCE * total.cut;
  if (hasOwnZeros(plan) || total.misplaced <= few) return null;
  return `${total.misplaced} of the weights that its plan cuts are not zero`;
}

function zeros({ file, model, cut }: Claim, index: number) {
  const own = file.weights[index].kernel;
  const mask = cut.cut.kind === 'weights' ? cut.cut.masks[index] : null;
  const gone = mask ? zerosIn(mask) : 0;
  const chance = zerosIn(model.weights[index].kernel) + Math.ceil(CHANCE * own.length);
  return {
    found: zerosIn(own),
    cut: gone,
    most: gone + chance,
    misplaced: mask?.reduce((sum, stays, i) => sum + (stays === 0 && own[i] !== 0 ? 1 : 0), 0) ?? 0,
  };
}

function zerosIn(values: Float32Array | Uint8Array): number {
  let count = 0;
  for (const value of values) if (value === 0) count++;
  return count;
}

/** Kernels that no step of the repair touches are those of the model, bit for bit. */
function otherWeights({ file, cut, plan }: Claim): string | null {
  const written = new Set(plan.repair.map(({ kind }) => repairRow(kind).kernels));
  if (written.has('all') || methodOf(plan.method).needs !== 'weights') return null;
  const { layers } = file.network;
  const last = layers.length - 1;
  const other = layers.find(
    ({ index }) =>
      !(written.has('classifier') && index === last) && !same(index, file.weights, cut.weights),
  );
  return other ? `${other.name} has other weights than this model` : null;
}

function same(index: number, a: CompactNetwork['weights'], b: CompactNetwork['weights']): boolean {
  const [own, left] = [a[index].kernel, b[index].kernel];
  return own.every((value, i) => value === left[i]);
}
