/** Ratios given by hand to single channel sets or layers; 0 leaves one out. */
import type { Scope } from './scope';
import { mobilenetV2 } from '../model/mobilenetV2';
import type { Method } from './methods';
import type { Ratios } from './plan';
import { levelText } from '../base/percent';
import { prunableLayers, setsInScope } from './scope';

/** Names are the same at every width and input size. */
const NETWORK = mobilenetV2({ width: 1, inputSize: 32, stemStride: 1, classes: 10 });
const LAYERS = prunableLayers(NETWORK).map(({ name }) => name);

/** What a method can be given ratios for: channel sets in scope, or 1×1 convolutions; as an image passes them. */
export function ratioUnits({ criterion }: Method, scope: Scope): readonly string[] {
  if (criterion.kind !== 'channels') return LAYERS;
  return setsInScope(NETWORK, scope).map(({ name }) => name);
}

/** Those that the method has in the scope, sorted by name; undefined where none is left. */
export function fittingRatios(
  method: Method,
  scope: Scope,
  ratios: Ratios | undefined,
): Ratios | undefined {
  const units = ratioUnits(method, scope);
  const fits = ([name, ratio]: [string, number]) =>
    units.includes(name) && (!method.levels || method.levels.includes(ratio));
  const own = entriesOf(ratios).filter(fits);
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

/** The ratios with another one for `name`, or with none for it. */
export function withRatio(
  ratios: Ratios | undefined,
  name: string,
  ratio: number | null,
): Ratios | undefined {
  const others = entriesOf(ratios).filter(([other]) => other !== name);
  const all = ratio === null ? others : [...others, [name, ratio] as const];
  return all.length > 0 ? Object.fromEntries(all) : undefined;
}

/** Up to so many names are said. */
const FEW = 2;

/** `inner 3 left out, inner 5 at 25 %`, or how many there are. */
export function ratiosWords(ratios: Ratios): string {
  const entries = entriesOf(ratios);
  if (entries.length <= FEW) {
    const words = ([name, ratio]: [string, number]) =>
      ratio === 0 ? `${name} left out` : `${name} at ${levelText(ratio)}`;
    return entries.map(words).join(', ');
  }
  const whole = entries.filter(([, ratio]) => ratio === 0).length;
  const parts = [
    ...(whole > 0 ? [`${whole} left out`] : []),
    ...(entries.length > whole ? [`${entries.length - whole} by hand`] : []),
  ];
  return parts.join(', ');
}

/** Whether `ratiosWords` says all of them. */
export function saysAll(ratios: Ratios): boolean {
  return entriesOf(ratios).length <= FEW;
}

/** Sorted by name. */
export function entriesOf(ratios: Ratios | undefined): [string, number][] {
  return Object.entries(ratios ?? {}).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
