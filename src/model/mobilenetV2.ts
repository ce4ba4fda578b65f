/**
 * MobileNetV2 (Sandler et al. 2018, table 2) for any width, input size, stem stride and class count,
 * and for any number of channels left in each of its 25 channel sets.
 */
import type { LayerDescription, NetworkDescription, SetName } from './description';
import type { Network, NetworkConfig } from './network';
import { networkOf, withChannels } from './networkOf';
import { symmetricPadding } from './padding';

/** Expansion t, output channels c, repeats n, stride of the first repeat s. */
const STAGES = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
] as const;

const STEM_CHANNELS = 32;
const HEAD_CHANNELS = 1280;
const IMAGE_PLANES = 3;
/** PyTorch's. */
const EPSILON = 1e-5;

/** A 3×3 kernel with a pixel on every side, as PyTorch pads. */
const THREE = { kernelSide: 3, padding: symmetricPadding(1) } as const;
const CLAMPED = { activation: 'relu6', epsilon: EPSILON } as const;

/** Rounds to the nearest multiple of 8 without losing more than a tenth (the paper's reference code). */
export function scaledChannels(channels: number, width: number): number {
  const scaled = channels * width;
  const rounded = Math.max(8, Math.floor((scaled + 4) / 8) * 8);
  return rounded < 0.9 * scaled ? rounded + 8 : rounded;
}

/**
 * The network with `keptChannels[i]` channels in channel set i (all that the config has where it is absent).
 * @throws Contradiction when a count is missing, not a whole number or outside 1…size.
 */
export function mobilenetV2(config: NetworkConfig, keptChannels = config.channels): Network {
  const whole = { ...networkOf(describeMobilenetV2(config)), config };
  const left = config.channels ? withChannels(whole, config.channels) : whole;
  return keptChannels && keptChannels !== config.channels ? withChannels(left, keptChannels) : left;
}

function describeMobilenetV2({
  width,
  inputSize,
  stemStride,
  classes,
}: NetworkConfig): NetworkDescription {
  const layers: LayerDescription[] = [];
  const sets: SetName[] = [];
  let channels = scaledChannels(STEM_CHANNELS, width);
  layers.push({
    name: 'stem',
    kind: 'convolution',
    channels,
    stride: stemStride,
    ...THREE,
    ...CLAMPED,
  });
  sets.push({ name: 'stem', kind: 'stem', of: 'stem' });
  let block = 0;
  for (const [expansion, stageChannels, repeats, firstStride] of STAGES) {
    const stageWidth = scaledChannels(stageChannels, width);
    // By the paper's channels: at width 0.35 two stages have equally many.
    sets.push({ name: `stream ${stageChannels}`, kind: 'stream', of: `block_${block}/project` });
    for (let repeat = 0; repeat < repeats; repeat++, block++) {
      const stride = repeat === 0 ? firstStride : 1;
      const name = `block_${block}`;
      if (expansion > 1) {
        const wide = expansion * channels;
        layers.push({ name: `${name}/expand`, kind: 'pointwise', channels: wide, ...CLAMPED });
        sets.push({ name: `inner ${block}`, kind: 'inner', of: `${name}/expand` });
      }
      layers.push(
        { name: `${name}/depthwise`, kind: 'depthwise', stride, ...THREE, ...CLAMPED },
        {
          ...{ name: `${name}/project`, kind: 'pointwise', channels: stageWidth, epsilon: EPSILON },
          ...(repeat > 0 ? { adds: `block_${block - 1}/project` } : {}),
        },
      );
      channels = stageWidth;
    }
  }
  const head = scaledChannels(HEAD_CHANNELS, Math.max(1, width));
  layers.push(
    { name: 'head', kind: 'pointwise', channels: head, ...CLAMPED },
    { name: 'pool', kind: 'pool' },
    { name: 'classifier', kind: 'dense', channels: classes },
  );
  sets.push({ name: 'head', kind: 'head', of: 'head' });
  return { input: { size: inputSize, planes: IMAGE_PLANES }, layers, sets };
}
