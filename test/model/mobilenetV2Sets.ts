/**
 * The channel sets of MobileNetV2 as they were once written down by hand, stage by stage: what is found in the graph
 * is held against them.
 */
import type { ChannelSetKind } from '../../src/model/network';

export const WIDTHS = [0.35, 0.5, 0.75, 1, 1.4] as const;

interface SetRow {
  readonly name: string;
  readonly kind: ChannelSetKind;
  /** At each of the widths. */
  readonly sizes: readonly number[];
  /** Layers, by name. */
  readonly producers: readonly string[];
  readonly carriers: readonly string[];
  readonly consumers: readonly string[];
}

export const SETS: readonly SetRow[] = [
  {
    name: 'stem',
    kind: 'stem',
    sizes: [16, 16, 24, 32, 48],
    producers: ['stem'],
    carriers: ['block_0/depthwise'],
    consumers: ['block_0/project'],
  },
  {
    name: 'stream 16',
    kind: 'stream',
    sizes: [8, 8, 16, 16, 24],
    producers: ['block_0/project'],
    carriers: [],
    consumers: ['block_1/expand'],
  },
  {
    name: 'stream 24',
    kind: 'stream',
    sizes: [8, 16, 24, 24, 32],
    producers: ['block_1/project', 'block_2/project'],
    carriers: [],
    consumers: ['block_2/expand', 'block_3/expand'],
  },
  {
    name: 'inner 1',
    kind: 'inner',
    sizes: [48, 48, 96, 96, 144],
    producers: ['block_1/expand'],
    carriers: ['block_1/depthwise'],
    consumers: ['block_1/project'],
  },
  {
    name: 'inner 2',
    kind: 'inner',
    sizes: [48, 96, 144, 144, 192],
    producers: ['block_2/expand'],
    carriers: ['block_2/depthwise'],
    consumers: ['block_2/project'],
  },
  {
    name: 'stream 32',
    kind: 'stream',
    sizes: [16, 16, 24, 32, 48],
    producers: ['block_3/project', 'block_4/project', 'block_5/project'],
    carriers: [],
    consumers: ['block_4/expand', 'block_5/expand', 'block_6/expand'],
  },
  {
    name: 'inner 3',
    kind: 'inner',
    sizes: [48, 96, 144, 144, 192],
    producers: ['block_3/expand'],
    carriers: ['block_3/depthwise'],
    consumers: ['block_3/project'],
  },
  {
    name: 'inner 4',
    kind: 'inner',
    sizes: [96, 96, 144, 192, 288],
    producers: ['block_4/expand'],
    carriers: ['block_4/depthwise'],
    consumers: ['block_4/project'],
  },
  {
    name: 'inner 5',
    kind: 'inner',
    sizes: [96, 96, 144, 192, 288],
    producers: ['block_5/expand'],
    carriers: ['block_5/depthwise'],
    consumers: ['block_5/project'],
  },
  {
    name: 'stream 64',
    kind: 'stream',
    sizes: [24, 32, 48, 64, 88],
    producers: ['block_6/project', 'block_7/project', 'block_8/project', 'block_9/project'],
    carriers: [],
    consumers: ['block_7/expand', 'block_8/expand', 'block_9/expand', 'block_10/expand'],
  },
  {
    name: 'inner 6',
    kind: 'inner',
    sizes: [96, 96, 144, 192, 288],
    producers: ['block_6/expand'],
    carriers: ['block_6/depthwise'],
    consumers: ['block_6/project'],
  },
  {
    name: 'inner 7',
    kind: 'inner',
    sizes: [144, 192, 288, 384, 528],
    producers: ['block_7/expand'],
    carriers: ['block_7/depthwise'],
    consumers: ['block_7/project'],
  },
  {
    name: 'inner 8',
    kind: 'inner',
    sizes: [144, 192, 288, 384, 528],
    producers: ['block_8/expand'],
    carriers: ['block_8/depthwise'],
    consumers: ['block_8/project'],
  },
  {
    name: 'inner 9',
    kind: 'inner',
    sizes: [144, 192, 288, 384, 528],
    producers: ['block_9/expand'],
    carriers: ['block_9/depthwise'],
    consumers: ['block_9/project'],
  },
  {
    name: 'stream 96',
    kind: 'stream',
    sizes: [32, 48, 72, 96, 136],
    producers: ['block_10/project', 'block_11/project', 'block_12/project'],
    carriers: [],
    consumers: ['block_11/expand', 'block_12/expand', 'block_13/expand'],
  },
  {
    name: 'inner 10',
    kind: 'inner',
    sizes: [144, 192, 288, 384, 528],
    producers: ['block_10/expand'],
    carriers: ['block_10/depthwise'],
    consumers: ['block_10/project'],
  },
  {
    name: 'inner 11',
    kind: 'inner',
    sizes: [192, 288, 432, 576, 816],
    producers: ['block_11/expand'],
    carriers: ['block_11/depthwise'],
    consumers: ['block_11/project'],
  },
  {
    name: 'inner 12',
    kind: 'inner',
    sizes: [192, 288, 432, 576, 816],
    producers: ['block_12/expand'],
    carriers: ['block_12/depthwise'],
    consumers: ['block_12/project'],
  },
  {
    name: 'stream 160',
    kind: 'stream',
    sizes: [56, 80, 120, 160, 224],
    producers: ['block_13/project', 'block_14/project', 'block_15/project'],
    carriers: [],
    consumers: ['block_14/expand', 'block_15/expand', 'block_16/expand'],
  },
  {
    name: 'inner 13',
    kind: 'inner',
    sizes: [192, 288, 432, 576, 816],
    producers: ['block_13/expand'],
    carriers: ['block_13/depthwise'],
    consumers: ['block_13/project'],
  },
  {
    name: 'inner 14',
    kind: 'inner',
    sizes: [336, 480, 720, 960, 1344],
    producers: ['block_14/expand'],
    carriers: ['block_14/depthwise'],
    consumers: ['block_14/project'],
  },
  {
    name: 'inner 15',
    kind: 'inner',
    sizes: [336, 480, 720, 960, 1344],
    producers: ['block_15/expand'],
    carriers: ['block_15/depthwise'],
    consumers: ['block_15/project'],
  },
  {
    name: 'stream 320',
    kind: 'stream',
    sizes: [112, 160, 240, 320, 448],
    producers: ['block_16/project'],
    carriers: [],
    consumers: ['head'],
  },
  {
    name: 'inner 16',
    kind: 'inner',
    sizes: [336, 480, 720, 960, 1344],
    producers: ['block_16/expand'],
    carriers: ['block_16/depthwise'],
    consumers: ['block_16/project'],
  },
  {
    name: 'head',
    kind: 'head',
    sizes: [1280, 1280, 1280, 1280, 1792],
    producers: ['head'],
    carriers: [],
    consumers: ['classifier'],
  },
];
