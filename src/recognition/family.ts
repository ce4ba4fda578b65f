/** Which relative a network is, and at which width, from its layers alone. */
import type { Layer, Network } from '../model/network';
import { mobilenetV2, scaledChannels } from '../model/mobilenetV2';

/**
 * `cifar`: MobileNetV2 that steps by 2 less often, for small pictures; `relative`: of the same layers in another order.
 */
export type Family = 'mobilenet-v2' | 'mobilenet-v1' | 'cifar' | 'relative';

/** Depthwise layers of each. */
const [V2_BLOCKS, V1_BLOCKS] = [17, 13];
/** How often the paper's networks halve the map. */
const HALVINGS = 5;

export function familyOf({ layers }: Network): Family {
  const depthwise = layers.filter(({ kind }) => kind === 'depthwise');
  const adds = layers.some((layer) => layer.adds !== null);
  if (depthwise.length === V1_BLOCKS && !adds) return 'mobilenet-v1';
  if (depthwise.length !== V2_BLOCKS || !adds) return 'relative';
  return layers.filter(({ stride }) => stride === 2).length < HALVINGS ? 'cifar' : 'mobilenet-v2';
}

/** Output channels of MobileNetV1's 1×1 layers at width 1. */
const V1_CHANNELS = [64, 128, 128, 256, 256, 512, 512, 512, 512, 512, 512, 1024, 1024];
/** Of both, at width 1. */
const STEM = 32;

/** From 0.05 to 2 in steps of 0.05. */
const WIDTHS = Array.from({ length: 40 }, (_, i) => (i + 1) / 20);

/** The multiplier that makes exactly these channels; null where none does: they were cut, or it is another network. */
export function widthOf(network: Network): number | null {
  const family = familyOf(network);
  const channels = channelsOf(network.layers);
  if (family === 'mobilenet-v1') return v1Width(channels);
  if (family === 'relative') return null;
  const likely = WIDTHS.filter((width) => scaledChannels(STEM, width) === channels[0]);
  return likely.find((width) => isSame(channels, v2Channels(width))) ?? null;
}

function v1Width(channels: readonly number[]): number | null {
  const all = [STEM, ...V1_CHANNELS];
  const scaled = (width: number) => all.map((count) => Math.max(8, Math.floor(count * width)));
  return WIDTHS.find((width) => isSame(channels, scaled(width))) ?? null;
}

function v2Channels(width: number): number[] {
  const network = mobilenetV2({ width, inputSize: 224, stemStride: 2, classes: 2 });
  return channelsOf(network.layers);
}

/** Of everything that makes channels, but the scores. */
function channelsOf(layers: readonly Layer[]): number[] {
  const last = layers[layers.length - 1];
  const scores = last.kind === 'pool' ? last.from : last.index;
  return layers
    .filter(
      ({ kind, index }) => index !== scores && (kind === 'convolution' || kind === 'pointwise'),
    )
    .map(({ outChannels }) => outChannels);
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
