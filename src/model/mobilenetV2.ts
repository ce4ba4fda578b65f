/**
 * MobileNetV2 (Sandler et al. 2018, table 2) for any width, input size, stem stride and class count,
 * and for any number of channels left in each of its 25 channel sets.
 */
import type {
  ChannelSet,
  ChannelSetKind,
  Layer,
  LayerKind,
  Network,
  NetworkConfig,
} from './network';

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

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type SetDraft = Omit<Mutable<ChannelSet>, 'producers' | 'carriers' | 'consumers'> & {
  producers: number[];
  carriers: number[];
  consumers: number[];
};

/** Rounds to the nearest multiple of 8 without losing more than a tenth (the paper's reference code). */
export function scaledChannels(channels: number, width: number): number {
  const scaled = channels * width;
  const rounded = Math.max(8, Math.floor((scaled + 4) / 8) * 8);
  return rounded < 0.9 * scaled ? rounded + 8 : rounded;
}

/** Builds layer after layer; `position` is the map size and channel set the next layer reads. */
class Builder {
  readonly layers: Layer[] = [];
  readonly sets: SetDraft[] = [];
  private mapSize: number;
  private readonly kept: readonly number[] | undefined;

  constructor(inputSize: number, kept: readonly number[] | undefined) {
    this.mapSize = inputSize;
    this.kept = kept;
  }

  newSet(kind: ChannelSetKind, name: string, fullSize: number): SetDraft {
    const index = this.sets.length;
    const size = this.kept ? this.kept[index] : fullSize;
    const set = { index, kind, name, size, producers: [], carriers: [], consumers: [] };
    this.sets.push(set);
    return set;
  }

  add(
    name: string,
    kind: LayerKind,
    input: SetDraft | null,
    output: SetDraft | null,
    options: {
      stride?: 1 | 2;
      linear?: boolean;
      residualFrom?: number | null;
      channels?: number;
    } = {},
  ): number {
    const index = this.layers.length;
    const stride = options.stride ?? 1;
    const inSize = kind === 'classifier' ? 1 : this.mapSize;
    this.mapSize = Math.floor((inSize - 1) / stride) + 1;
    this.layers.push({
      index,
      name,
      kind,
      stride,
      activation: options.linear ? 'linear' : 'relu6',
      inChannels: input?.size ?? IMAGE_PLANES,
      outChannels: output?.size ?? options.channels ?? 0,
      inSize,
      outSize: this.mapSize,
      inSet: input?.index ?? null,
      outSet: output?.index ?? null,
      residualFrom: options.residualFrom ?? null,
    });
    if (kind === 'depthwise') input?.carriers.push(index);
    else {
      input?.consumers.push(index);
      output?.producers.push(index);
    }
    return index;
  }
}

/**
 * The network with `keptChannels[i]` channels in channel set i (all that the config has where it is absent).
 * @throws RangeError when a count is missing, not a whole number or outside 1…size.
 */
export function mobilenetV2(config: NetworkConfig, keptChannels = config.channels): Network {
  if (keptChannels) {
    const full = { ...config, ...(keptChannels === config.channels && { channels: undefined }) };
    requireChannelCounts(mobilenetV2(full), keptChannels);
  }
  const builder = new Builder(config.inputSize, keptChannels);
  const stem = builder.newSet('stem', 'stem', scaledChannels(STEM_CHANNELS, config.width));
  let last = builder.add('stem', 'stem', null, stem, { stride: config.stemStride });
  let stream = stem;
  let block = 0;
  for (const [expansion, channels, repeats, firstStride] of STAGES) {
    const stageWidth = scaledChannels(channels, config.width);
    // A stage of its own name per set: at width 0.35 two stages have equally many channels.
    const output = builder.newSet('stream', `stream ${channels}`, stageWidth);
    for (let repeat = 0; repeat < repeats; repeat++, block++) {
      const stride = repeat === 0 ? firstStride : 1;
      const residualFrom = repeat === 0 ? null : last;
      const fullInput = repeat === 0 ? fullWidthBefore(config, channels) : stageWidth;
      let inner = stream;
      if (expansion > 1) {
        inner = builder.newSet('inner', `inner ${block}`, fullInput * expansion);
        builder.add(`block_${block}/expand`, 'pointwise', stream, inner);
      }
      builder.add(`block_${block}/depthwise`, 'depthwise', inner, inner, { stride });
      last = builder.add(`block_${block}/project`, 'pointwise', inner, output, {
        linear: true,
        residualFrom,
      });
      stream = output;
    }
  }
  const head = builder.newSet(
    'head',
    'head',
    scaledChannels(HEAD_CHANNELS, Math.max(1, config.width)),
  );
  builder.add('head', 'pointwise', stream, head);
  builder.add('classifier', 'classifier', head, null, { linear: true, channels: config.classes });
  return { config, layers: builder.layers, sets: builder.sets };
}

/** Channels of the stage before the one whose unscaled width is `channels`, uncut. */
function fullWidthBefore(config: NetworkConfig, channels: number): number {
  const stage = STAGES.findIndex(([, c]) => c === channels);
  return scaledChannels(stage === 0 ? STEM_CHANNELS : STAGES[stage - 1][1], config.width);
}

function requireChannelCounts(full: Network, kept: readonly number[]): void {
  if (kept.length !== full.sets.length) {
    throw new RangeError(
      `invalid channel counts: ${kept.length} given for ${full.sets.length} sets`,
    );
  }
  for (const { index, name, size } of full.sets) {
    const count = kept[index];
    if (!Number.isInteger(count) || count < 1 || count > size) {
      throw new RangeError(
        `invalid channel count for ${name}: ${count} (1 to ${size} are possible)`,
      );
    }
  }
}
