/** What PyTorch calls the arrays of a network: torchvision's names where it is torchvision's MobileNetV2. */
import type { Layer, Network } from '../../model/network';
import { mobilenetV2 } from '../../model/mobilenetV2';

export interface Modules {
  /** Of the convolution or the dense layer. */
  readonly own: string;
  /** Of its batch normalisation. */
  readonly norm: string;
}

/** By layer; else after the lab's own names. */
export function moduleNames(network: Network): Modules[] {
  if (!isTorchvisions(network))
    return network.layers.map(({ name }) => ({ own: name, norm: `${name}.norm` }));
  const { layers } = torchvisions(network);
  return layers.map(({ name }) => modulesOf(name));
}

/** The stem's stride aside, which no array shows; and with any number of channels. */
function isTorchvisions(network: Network): boolean {
  const { layers } = torchvisions(network);
  return (
    network.layers.length === layers.length &&
    layers.every((layer, i) => structureOf(layer) === structureOf(network.layers[i]))
  );
}

function torchvisions({ classes }: Network): Network {
  return mobilenetV2({ width: 1, inputSize: 224, stemStride: 2, classes });
}

function structureOf(layer: Layer): string {
  const { index, kind, from, adds, activation, kernelSide, padding, epsilon } = layer;
  const stride = index === 0 ? null : layer.stride;
  const { top, right, bottom, left } = padding;
  const sides = [top, right, bottom, left];
  return JSON.stringify({ kind, from, adds, activation, kernelSide, sides, epsilon, stride });
}

/** @param layer as `mobilenetV2` calls it */
function modulesOf(layer: string): Modules {
  const [block, part] = layer.split('/');
  if (block === 'stem') return pair('features.0', 0);
  if (block === 'head') return pair('features.18', 0);
  if (block === 'classifier') return { own: 'classifier.1', norm: '' };
  const number = Number(block.replace('block_', ''));
  const convolutions = `features.${number + 1}.conv`;
  // The first block expands nothing, so that its parts come one place earlier.
  const first = number === 0;
  if (part === 'project') return pair(convolutions, first ? 1 : 2);
  return pair(`${convolutions}.${part === 'expand' || first ? 0 : 1}`, 0);
}

/** The convolution's place, and the normalisation behind it. */
function pair(path: string, place: number): Modules {
  return { own: `${path}.${place}`, norm: `${path}.${place + 1}` };
}
