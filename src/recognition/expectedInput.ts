/** What a network expects of a picture: what its file says, what is known of its origin, and else the usual. */
import type { Network } from '../model/network';
import type { OfByte } from '../formats/graph';
import type { Framing, ModelInput } from '../subject/modelInput';
import { saidBeside, saidInside, type Evidence, type SaidBeside } from './beside';
import { inputRange, type InputRange, type InputRangeId } from './inputRanges';
import { paddingKind } from './paddingKind';
import type { ImageScaling } from './recognise';
import type { RecognisedModel } from './recogniseFiles';

export interface ExpectedInput {
  readonly input: ModelInput;
  readonly evidence: InputEvidence;
}

/** Who says each of it; a person may correct what is a guess. */
export interface InputEvidence {
  readonly size: Evidence | 'asked';
  readonly range: Evidence;
  readonly framing: Evidence;
}

export function expectedInput(model: RecognisedModel): ExpectedInput {
  const { network, sizeFrom } = model;
  const { size, planes: own } = network.input;
  const planes = own === 1 ? 1 : 3;
  const said = saidBeside(model.files);
  const origin = originOf(model, said);
  const inside = saidInside(model.graph.texts);
  const [range, rangeFrom] =
    inside.range?.mean.length === planes
      ? ([inside.range, 'file'] as const)
      : rangeOf(model, said, origin, planes);
  const [framing, framingFrom] = inside.framing
    ? ([inside.framing, 'file'] as const)
    : framingOf(network, said, origin);
  return {
    input: { size, planes, ...range, framing },
    evidence: { size: sizeFrom, range: rangeFrom, framing: framingFrom },
  };
}

type Origin = 'teachable-machine' | 'pytorch' | 'tensorflow';

function originOf({ network, format }: RecognisedModel, said: SaidBeside): Origin {
  if (said.teachableMachine || isTeachableMachine(network)) return 'teachable-machine';
  if (format === 'pytorch' || format === 'safetensors') return 'pytorch';
  return format === 'onnx' && paddingKind(network) === 'symmetric' ? 'pytorch' : 'tensorflow';
}

/** 100 hidden values behind the pool of a narrow network at 224 pixels, as Teachable Machine builds every one. */
function isTeachableMachine({ input, layers }: Network): boolean {
  const dense = layers.filter(({ kind }) => kind === 'dense');
  const [hidden] = dense;
  const narrow = input.size === 224 && layers[0].outChannels === 16;
  return narrow && dense.length === 2 && hidden.outChannels === 100 && hidden.activation === 'relu';
}

const RANGES: Readonly<Record<Origin, InputRangeId>> = {
  'teachable-machine': 'signed',
  pytorch: 'imagenet',
  tensorflow: 'signed',
};

function rangeOf(
  { graph, imageScaling }: RecognisedModel,
  said: SaidBeside,
  origin: Origin,
  planes: 1 | 3,
): [InputRange, Evidence] {
  const { ofByte } = graph.input;
  if (imageScaling) {
    const fed = ofByte ?? (said.teachableMachine ? SIGNED : undefined);
    return [ofScaling(imageScaling, fed), 'file'];
  }
  if (ofByte) return [ofScaling(unscaled(planes), ofByte), 'file'];
  const written = graph.input.normalisation;
  if (written?.mean.length === planes) return [written, 'file'];
  if (said.range?.mean.length === planes) return [said.range, 'beside'];
  const known = origin === 'teachable-machine' ? 'origin' : 'guess';
  const small = origin === 'pytorch' && graph.input.usual === CIFAR_SIZE;
  return [inputRange(small ? 'cifar10' : RANGES[origin], planes), known];
}

/** Pixels. */
const CIFAR_SIZE = 32;

function unscaled(planes: number): ImageScaling {
  const each = (value: number) => Array.from({ length: planes }, () => value);
  return { factors: each(1), offsets: each(0) };
}

/**
 * The lab feeds the first layer itself, so what the file does to its input before it belongs to the range.
 * @param ofByte what the file's input is of a picture's bytes; else what makes the span sensible: bytes, or 0…1
 */
function ofScaling({ factors, offsets }: ImageScaling, ofByte?: OfByte): InputRange {
  const span = Math.max(...factors.map((factor) => Math.abs(255 * factor)));
  const { factor: step, offset: black } = ofByte ?? {
    factor: span > WIDEST ? 1 / 255 : 1,
    offset: 0,
  };
  return {
    mean: factors.map((factor, p) => -(offsets[p] + factor * black) / (255 * step * factor)),
    deviation: factors.map((factor) => 1 / (255 * step * factor)),
  };
}

/** What Teachable Machine's library feeds every network: −1…1. */
const SIGNED: OfByte = { factor: 2 / 255, offset: -1 };

/** From black to white, more than any network is fed. */
const WIDEST = 20;

function framingOf(network: Network, said: SaidBeside, origin: Origin): [Framing, Evidence] {
  if (said.framing) return [said.framing, 'beside'];
  if (origin === 'teachable-machine') return ['centre-square', 'origin'];
  const imagenet = network.classes === 1000 || network.classes === 1001;
  return [imagenet || origin === 'pytorch' ? 'resize-crop' : 'centre-square', 'guess'];
}
