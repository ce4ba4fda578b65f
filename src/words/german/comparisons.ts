/** Vergleiche, wie sie gelesen werden: nie ohne ihr Intervall, nie sicherer als dieses. */
import { decimal, percentDigits, points } from '../numbers';
import type { Words } from '../words';

type Say = Words['comparisons'];
type Ratio = Parameters<Say['ratio']>[0];
type Difference = Parameters<Say['difference']>[0];

export const comparisons: Words['comparisons'] = {
  ratioToDense: (ratio, mayBeChance) => ratioTo('dicht', ratio, mayBeChance),
  ratioToFirst: (ratio, mayBeChance) => ratioTo('der erste', ratio, mayBeChance),
  ratio: (ratio) => `${ratioNumbers(ratio).value} ${ratioNumbers(ratio).interval}`,

  difference: (difference) => `${points(difference.difference)} ${ends(difference)}`,
  differenceInPoints: (difference, mayBeChance) =>
    `${points(difference.difference)} ${ends(difference)} Punkte${chance(mayBeChance)}`,
  twoPoints: (difference) => `${points(difference.difference)} Punkte ${ends(difference)}`,
  againstDense: (difference, images, mayBeChance) =>
    `${points(difference.difference)} Punkte ${ends(difference)} gegen dicht auf denselben ${images} Bildern` +
    chance(mayBeChance),

  fewImages: (low, high, percent) =>
    `${percentDigits(low, 0)}–${percentDigits(high, 0)} (${percent})`,

  drift: ({ runtime, fastest, slowest }) =>
    `Das dichte Netz brauchte ${decimal(fastest, 2)} bis ${decimal(slowest, 2)} ms mit ${runtime}, ` +
    `${Math.round(100 * (slowest / fastest - 1))} % Abstand: Das Gerät änderte zwischen den Messungen sein Tempo. ` +
    'Latenzen nach ihrem Verhältnis zu dicht vergleichen, oder die Platine kühlen (Kühlkörper, Lüfter), ein stärkeres ' +
    'Netzteil nehmen, andere Programme schließen und neu messen.',
  troubled: (points, troubles) =>
    `${points === 1 ? 'Ein Punkt wurde' : `${points} Punkte wurden`} gemessen, während es der Platine nicht gut ging (${troubles}): ` +
    'nach dem Verhältnis zu dicht vergleichen oder neu messen.',
};

function ratioTo(what: string, ratio: Ratio, mayBeChance: boolean): string {
  const { value, interval } = ratioNumbers(ratio);
  return `${value} × ${what} ${interval}${chance(mayBeChance)}`;
}

/** Ein schmales Intervall hat Platz für eine dritte Stelle. */
function ratioNumbers({ ratio, low, high }: Ratio): { value: string; interval: string } {
  const digits = high - low < 0.05 ? 3 : 2;
  const [value, from, to] = [ratio, low, high].map((number) => decimal(number, digits));
  return { value, interval: `(${from}–${to})` };
}

function ends({ low, high }: Difference): string {
  return `(${points(low)} bis ${points(high)})`;
}

function chance(mayBeChance: boolean): string {
  return mayBeChance ? ', kann Zufall sein' : '';
}
