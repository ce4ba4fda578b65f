/** Whether a network that came in a file is what its plan leaves of this model: input, shapes, values and zeros. */
import type { CutNetwork } from '../../src/pruning/cutNetwork';
import type { Note, Outcome } from '../../src/base/outcome';
import { note, refusal } from '../../src/words/refusal';
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

/** Refused with `network-file`; its cause names what differs. */
export function fitsPlan(claim: Claim): Outcome<null> {
  const cause =
    otherInput(claim) ??
    otherChannels(claim) ??
    wrongValue(claim) ??
    wrongZeros(claim) ??
    otherWeights(claim);
  return cause ? refusal('network-file', { cause }) : { ok: true, value: null };
}

function otherInput({ file, model }: Claim): Note | null {
  const [own, whole] = [file.network.config, model.network.config];
  const keys = ['width', 'inputSize', 'stemStride', 'classes'] as const;
  const key = keys.find((name) => own?.[name] !== whole?.[name]);
  if (key) return note('other-config', { key, own: own?.[key], model: whole?.[key] });
  if (!sameGraph(file.network, model.network)) return note('other-layers');
  const [told, known] = [file.classNames ?? [], model.classNames ?? []];
  return told.join() === known.join() ? null : note('other-classes', { own: told, model: known });
}

/** Layers and maps, but for the channels that were cut. */
function sameGraph(own: Network, whole: Network): boolean {
  const uncut = ({ input, classes, layers }: Network) => [
    ...[input.size, input.planes, classes],
    ...layers.map((layer) => ({ ...layer, inChannels: 0, outChannels: 0 })),
  ];
  return JSON.stringify(uncut(own)) === JSON.stringify(uncut(whole));
}

function otherChannels({ file, cut }: Claim): Note | null {
  const [own, left] = [file.network.sets, cut.network.sets];
  const other = own.find(({ size }, set) => size !== left[set].size);
  if (!other) return null;
  const { name: set, size: channels, index } = other;
  return note('other-channels', { set, channels, left: left[index].size });
}

function wrongValue({ file: { network, weights } }: Claim): Note | null {
  for (const { name, index } of network.layers) {
    if (!arraysOf(weights[index]).every(isFinite))
      return note('values-no-numbers', { layer: name });
    if (weights[index].norm?.variance.some((value) => value < 0)) {
      return note('variance-negative', { layer: name });
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
function wrongZeros(claim: Claim): Note | null {
  const { file, plan } = claim;
  const layers = file.network.layers.map(({ name, index }) => ({
    name: name as string | null,
    ...zeros(claim, index),
  }));
  const total = layers.reduce((a, b) => ({
    name: null,
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
    return note('other-zeros', { layer: name, found, cut });
  }
  const few = exact ? 0 : CHANCE * total.cut;
  if (hasOwnZeros(plan) || total.misplaced <= few) return null;
  return note('misplaced-zeros', { weights: total.misplaced });
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
function otherWeights({ file, cut, plan }: Claim): Note | null {
  const written = new Set(plan.repair.map(({ kind }) => repairRow(kind).kernels));
  if (written.has('all') || methodOf(plan.method).needs !== 'weights') return null;
  const { layers } = file.network;
  const last = layers.length - 1;
  const other = layers.find(
    ({ index }) =>
      !(written.has('classifier') && index === last) && !same(index, file.weights, cut.weights),
  );
  return other ? note('other-weights', { layer: other.name }) : null;
}

function same(index: number, a: CompactNetwork['weights'], b: CompactNetwork['weights']): boolean {
  const [own, left] = [a[index].kernel, b[index].kernel];
  return own.every((value, i) => value === left[i]);
}
