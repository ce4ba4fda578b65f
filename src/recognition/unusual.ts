/** What sets a network apart from a fresh MobileNetV2, so that a person knows it before cutting. */
import type { Note } from '../base/outcome';
import type { Layer, LayerWeights } from '../model/network';
import { note } from '../words/refusal';
import { familyOf, widthOf } from './family';
import type { RecognisedModel } from './recogniseFiles';

type Look = (model: RecognisedModel) => Note | null;

export function unusualOf(model: RecognisedModel): Note[] {
  return LOOKS.flatMap((look) => look(model) ?? []);
}

/** Fewer channels than any width multiplier gives, and not in its steps. */
const widths: Look = ({ network }) => {
  const known = familyOf(network) !== 'relative';
  if (!known || widthOf(network) !== null) return null;
  const inner = network.layers
    .filter(({ kind }) => kind === 'depthwise')
    .map(({ outChannels }) => outChannels);
  return note('unusual-widths', { least: Math.min(...inner), most: Math.max(...inner) });
};

const denseLayers: Look = ({ network }) => {
  const dense = network.layers.filter(({ kind }) => kind === 'dense');
  if (dense.length < 2) return null;
  return note('unusual-dense', { outputs: dense.map(({ outChannels }) => outChannels) });
};

const oneOutput: Look = ({ network }) =>
  network.classes === 1 ? note('unusual-one-output') : null;

const grey: Look = ({ network }) => (network.input.planes === 1 ? note('unusual-grey') : null);

/** The last layer before the pool carries the class scores of each position. */
const perPosition: Look = ({ network: { layers } }) => {
  const last = layers[layers.length - 1];
  return last.kind === 'pool' ? note('unusual-position-scores') : null;
};

const perTensor: Look = ({ graph }) => {
  const kernels = graph.operations.flatMap((one) => ('kernel' in one ? [one.kernel] : []));
  const whole = kernels.filter(({ quantised }) => quantised?.scales.length === 1).length;
  return whole > kernels.length / 2 ? note('unusual-per-tensor') : null;
};

const deadChannels: Look = ({ network, weights }) => {
  const counts = network.layers.map((layer) => deadIn(layer, weights[layer.index]));
  const channels = counts.reduce((sum, count) => sum + count, 0);
  const layers = counts.filter((count) => count > 0).length;
  return channels > 0 ? note('unusual-dead', { channels, layers }) : null;
};

/** As a share of the strongest channel; what is below gives nothing but its offset. */
const DEAD = 1e-5;

/** Channels whose kernel and scale give the same whatever they read. */
function deadIn({ kind, outChannels, epsilon }: Layer, { kernel, norm }: LayerWeights): number {
  if (kind === 'pool' || kind === 'dense') return 0;
  const strengths = new Float64Array(outChannels);
  for (let i = 0; i < kernel.length; i++) strengths[i % outChannels] += kernel[i] ** 2;
  const scaled = strengths.map((square, c) =>
    norm ? (square * norm.gamma[c] ** 2) / (norm.variance[c] + (epsilon ?? 0)) : square,
  );
  const most = scaled.reduce((best, value) => Math.max(best, value), 0);
  return scaled.filter((value) => value <= most * DEAD ** 2).length;
}

const notNumbers: Look = ({ weights }) => {
  const arrays = weights.flatMap(({ kernel, bias, norm }) => [
    ...[kernel, bias ?? []],
    ...Object.values<Float32Array>({ ...norm }),
  ]);
  const values = arrays.reduce((sum, array) => sum + countNotNumbers(array), 0);
  return values > 0 ? note('unusual-not-numbers', { values }) : null;
};

function countNotNumbers(values: ArrayLike<number>): number {
  let found = 0;
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) found++;
  return found;
}

const LOOKS: readonly Look[] = [
  ...[widths, denseLayers, oneOutput, grey, perPosition, perTensor, deadChannels, notNumbers],
];
