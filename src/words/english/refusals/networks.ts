/** Networks in files that are not what their files tell of. */
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';
import { named, type Name } from './names';

const FIGURES = {
  parameters: 'parameters',
  nonZeros: 'non-zeros',
  macs: 'multiplications',
  bytes: 'bytes',
  encoded: 'encoded bytes',
  gzip: 'bytes after gzip',
};

const KEYS = {
  width: 'width',
  inputSize: 'an input of',
  stemStride: 'a stem stride of',
  classes: 'classes:',
};

export const networks = {
  'file-of-points': ({ points }: { points: number }) =>
    `this file tells of ${points} points, not of one; save the network again`,
  'file-of-model': ({ made, shown }: { made: Name; shown: Name }) =>
    `this network was made from ${named(made)}, but the page shows ${named(shown)}: choose that model first`,
  'file-contradiction': ({ cause }: { cause: Note }, say: Say) =>
    `this file contradicts itself: ${say(cause)}; save it again`,
  'file-without-weights':
    'this file has no weights inside: choose a network that this page has saved',
  'network-file': ({ cause }: { cause: Note }, say: Say) =>
    `${say(cause)}: choose the file of another network, or save it again`,
  'answered-images': ({ told, here }: { told: Name; here: Name }) =>
    `this network answered the images of ${named(told)}, but the page has ${named(here)}`,
  'told-figure': (v: { figure: keyof typeof FIGURES; found: number; told: number }) =>
    `this network has ${v.found} ${FIGURES[v.figure]}, but its file tells of ${v.told}`,
  'told-images': ({ told, count }: { told: number; count: number }) =>
    `its file tells of ${told} images, but there are ${count}`,
  'answers-no-numbers': 'its answers are no numbers',
  'told-answers': (v: { found: number; of: number; told: number; toldOf: number }) =>
    `this network answers ${v.found} of ${v.of} images rightly, but its file tells of ${v.told} of ${v.toldOf}`,
  'other-config': (v: { key: keyof typeof KEYS; own: Size; model: Size }) =>
    `this network has ${KEYS[v.key]} ${v.own}, but this model ${v.model}`,
  'other-layers': 'this network has other layers than this model',
  'other-classes': ({ own, model }: { own: readonly string[]; model: readonly string[] }) =>
    `this network names the classes ${own.join(', ')}, but this model ${model.join(', ')}`,
  'other-channels': ({ set, channels, left }: { set: string; channels: number; left: number }) =>
    `this network has other channels: ${channels} channels in ${set}, but its plan leaves ${left} of this model`,
  'values-no-numbers': ({ layer }: { layer: string }) =>
    `${layer} holds values that are no numbers`,
  'variance-negative': ({ layer }: { layer: string }) => `${layer} holds a variance below 0`,
  'other-zeros': ({ layer, found, cut }: { layer: string | null; found: number; cut: number }) =>
    `${layer === null ? '' : `${layer} of `}this network has ${found} weights that are zero, but its plan makes ${cut}`,
  'misplaced-zeros': ({ weights }: { weights: number }) =>
    `${weights} of the weights that its plan cuts are not zero`,
  'other-weights': ({ layer }: { layer: string }) => `${layer} has other weights than this model`,
};

type Size = number | undefined;
