/** Small networks of the family that the graph describes, with an odd shape wherever one is allowed. */
import fc from 'fast-check';
import type { LayerDescription, NetworkDescription } from '../../src/model/description';
import type { Activation } from '../../src/model/network';

const activation = fc.constantFrom<Activation>('relu6', 'relu', 'linear');
const epsilon = fc.constantFrom(undefined, 1e-5, 1e-3);
const zeros = fc.integer({ min: 0, max: 2 });

/** TensorFlow's, or others on each side; sums alike, for maps are square. */
const padding = fc.oneof(
  fc.constant('same' as const),
  fc.record({ top: zeros, left: zeros, more: fc.nat(1) }).map(({ top, left, more }) => {
    const sum = 2 + more;
    return { top, left, bottom: sum - top, right: sum - left };
  }),
);

/** A 3×3 window at stride 1 or 2 most of the time, with the padding that has a kernel of its own. */
const window = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kernelSide: fc.constant(3),
      stride: fc.integer({ min: 1, max: 2 }),
      padding: fc.constant('same' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kernelSide: fc.constantFrom(2, 3, 5),
      stride: fc.integer({ min: 1, max: 3 }),
      padding,
    }),
  },
);

const normed = fc.record({ activation, epsilon });

/** A block as MobileNets have it, from a layer on: what it expands, carries and projects, and what it adds. */
const block = fc.record({
  expand: fc.option(fc.integer({ min: 1, max: 9 })),
  project: fc.option(fc.integer({ min: 1, max: 9 })),
  window,
  norms: fc.array(normed, { minLength: 4, maxLength: 4 }),
  shortcut: fc.constantFrom('none', 'sum', 'projection'),
});

type Block = typeof block extends fc.Arbitrary<infer T> ? T : never;

export const anyDescription: fc.Arbitrary<NetworkDescription> = fc
  .record({
    size: fc.integer({ min: 5, max: 9 }),
    planes: fc.constantFrom(1, 3, 4),
    stem: fc.record({ window, normed, channels: fc.integer({ min: 1, max: 7 }) }),
    blocks: fc.array(block, { maxLength: 3 }),
    middle: fc.option(fc.record({ normed, channels: fc.integer({ min: 1, max: 5 }) })),
    hidden: fc.array(fc.record({ normed, channels: fc.integer({ min: 1, max: 7 }) }), {
      maxLength: 2,
    }),
    classes: fc.integer({ min: 2, max: 5 }),
  })
  .map(({ size, planes, stem, blocks, middle, hidden, classes }) => {
    const layers: LayerDescription[] = [
      {
        name: 'stem',
        kind: 'convolution',
        channels: stem.channels,
        ...stem.window,
        ...stem.normed,
      },
    ];
    blocks.forEach((parts, i) => layers.push(...blockLayers(`block_${i}`, parts, layers)));
    if (middle) layers.push(middleLayer(middle.channels, middle.normed));
    layers.push({ name: 'pool', kind: 'pool' });
    hidden.forEach(({ normed, channels }, i) =>
      layers.push({ name: `hidden_${i}`, kind: 'dense', channels, ...normed }),
    );
    layers.push({ name: 'scores', kind: 'dense', channels: classes });
    return { input: { size, planes }, layers };
  });

/** A convolution that reads a map. */
function middleLayer(
  channels: number,
  norm: { activation: Activation; epsilon?: number },
): LayerDescription {
  return { name: 'middle', kind: 'convolution', channels, kernelSide: 3, padding: 'same', ...norm };
}

function blockLayers(
  name: string,
  parts: Block,
  before: readonly LayerDescription[],
): LayerDescription[] {
  const { expand, project, norms, shortcut } = parts;
  const from = before[before.length - 1].name;
  const layers: LayerDescription[] = [];
  // A map that is added to has to keep its size.
  const window = shortcut === 'none' ? parts.window : { kernelSide: 3, padding: 'same' as const };
  if (shortcut === 'projection') {
    layers.push({
      name: `${name}/shortcut`,
      kind: 'pointwise',
      channels: project ?? 3,
      ...norms[3],
    });
  }
  if (expand)
    layers.push({ name: `${name}/expand`, kind: 'pointwise', from, channels: expand, ...norms[0] });
  const reads = expand ? {} : { from };
  layers.push({ name: `${name}/depthwise`, kind: 'depthwise', ...reads, ...window, ...norms[1] });
  if (shortcut === 'projection') {
    const adds = `${name}/shortcut`;
    layers.push({
      name: `${name}/project`,
      kind: 'pointwise',
      channels: project ?? 3,
      ...norms[2],
      adds,
    });
  } else if (project) {
    layers.push({ name: `${name}/project`, kind: 'pointwise', channels: project, ...norms[2] });
  }
  if (shortcut === 'sum') {
    // Whatever the block gives is added to its own image under another depthwise layer.
    const adds = layers[layers.length - 1].name;
    layers.push({ name: `${name}/sum`, kind: 'depthwise', ...window, ...norms[3], adds });
  }
  return layers;
}
