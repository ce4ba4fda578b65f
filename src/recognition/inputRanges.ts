/** What networks are usually fed, by origin: a person chooses from them where the file does not say it. */
import type { ModelInput } from '../subject/modelInput';

export type InputRange = Pick<ModelInput, 'mean' | 'deviation'>;

/** Of red, green and blue: a byte becomes (byte / 255 − mean) / deviation. */
export const INPUT_RANGES = [
  /** −1…1: Keras, Teachable Machine, TF slim. */
  { id: 'signed', mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5] },
  /** 0…1: Edge Impulse, TensorFlow Hub. */
  { id: 'unit', mean: [0, 0, 0], deviation: [1, 1, 1] },
  /** ImageNet's mean and deviation: torchvision, timm. */
  { id: 'imagenet', mean: [0.485, 0.456, 0.406], deviation: [0.229, 0.224, 0.225] },
  /** CIFAR-10's mean and deviation: networks of its small pictures. */
  { id: 'cifar10', mean: [0.4914, 0.4822, 0.4465], deviation: [0.2023, 0.1994, 0.201] },
  /** The bytes themselves, for networks that scale them inside. */
  { id: 'bytes', mean: [0, 0, 0], deviation: [1 / 255, 1 / 255, 1 / 255] },
  /** (byte − 128) / 128: uint8 of TensorFlow's first quantiser. */
  {
    id: 'centred',
    mean: [128 / 255, 128 / 255, 128 / 255],
    deviation: [128 / 255, 128 / 255, 128 / 255],
  },
] as const satisfies readonly (InputRange & { readonly id: string })[];

export type InputRangeId = (typeof INPUT_RANGES)[number]['id'];

/** A grey plane is fed what the three would be on average. */
export function inputRange(id: InputRangeId, planes: 1 | 3): InputRange {
  const { mean, deviation } = INPUT_RANGES.find((row) => row.id === id)!;
  if (planes === 3) return { mean, deviation };
  return { mean: [averageOf(mean)], deviation: [averageOf(deviation)] };
}

/** The nearest row, up to the rounding of 8 bits; null where none is near. */
export function rangeIdOf(range: InputRange): InputRangeId | null {
  const planes = range.mean.length === 1 ? 1 : 3;
  const rows = INPUT_RANGES.map(({ id }) => ({ id, off: distance(range, inputRange(id, planes)) }));
  const nearest = rows.reduce((best, row) => (row.off < best.off ? row : best));
  return nearest.off < 5e-3 ? nearest.id : null;
}

/** Of the means, and of the deviations as a share. */
function distance(a: InputRange, b: InputRange): number {
  const offs = a.mean.map((mean, plane) =>
    Math.max(Math.abs(mean - b.mean[plane]), Math.abs(a.deviation[plane] / b.deviation[plane] - 1)),
  );
  return Math.max(...offs);
}

function averageOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
