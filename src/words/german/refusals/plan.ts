/** Pläne, die sich nicht ausführen lassen, und wie sie geschrieben werden. */
import type { plan as english } from '../../english/refusals/plan';
import { local, rounded } from '../../numbers';

type Unknown = Parameters<(typeof english)['method-unknown']>[0];
type Range = Parameters<(typeof english)['seed-range']>[0];
type SmallSet = Parameters<(typeof english)['set-left-small']>[0];
type Ratio = Parameters<(typeof english)['ratio-empties']>[0];

export const plan: typeof english = {
  'method-unknown': unknown('unbekanntes Verfahren'),
  'scope-unknown': unknown('unbekannter Umfang'),
  'ranking-unknown': unknown('unbekannte Rangfolge'),
  'rounding-unknown': unknown('unbekannte Rundung'),
  'schedule-unknown': unknown('unbekannter Verlauf der Schnitte'),
  'repair-unknown': unknown('unbekannte Reparatur'),
  'precision-unknown': unknown('unbekanntes Zahlenformat'),
  'learning-rate-unknown': unknown('unbekannte Lernrate'),
  'min-channels-range': whole('ungültiges minChannels'),
  'seed-range': whole('ungültiger Startwert'),
  'level-range': ({ level }) =>
    `ungültige Stufe: ${digits(level)}; einen Anteil angeben, der wegfällt, ab 0 und kleiner als 1`,
  'level-not-of-method': ({ level, method, levels }) =>
    `ungültige Stufe: ${digits(level)}; ${method} kennt nur ${either(levels)}`,
  'level-too-high': ({ level, cause }, say) =>
    `zu hohe Stufe: ${digits(level)}; ${say(cause)}: eine niedrigere Stufe wählen`,
  'weights-run-out': ({ layer, most, weights }) =>
    `höchstens ${most} von ${weights} Gewichten können wegfallen, damit ${layer ?? 'jede Schicht'} eines behält`,
  'channels-run-out': ({ least }) => `Kanalgruppen kämen unter ${least} Kanäle (minChannels)`,
  'set-left-small': (set) => `${set.name} ${wouldKeep(set)}`,
  'ranking-not-of-method': ({ ranking, method, rankings }) =>
    `ungültige Rangfolge: ${ranking}; für ${method} gibt es ${rankings.join(', ')}`,
  'shares-not-of-method': ({ method, ranking }) =>
    `Anteile (shares) mit ${method} und der Rangfolge ${ranking}: sie weglassen, oder bei einem Verfahren für Kanäle jede Gruppe für sich ordnen (set)`,
  'shares-no-list': ({ shares }) =>
    `ungültige Anteile (shares): ${shares}; eine Liste von Zahlen angeben`,
  'share-range': ({ share }) =>
    `ungültige Anteile (shares): ${digits(share)}; für jede Kanalgruppe eine Zahl ab 0 und kleiner als 1 angeben`,
  'shares-all-zero':
    'ungültige Anteile (shares): alle sind 0; mindestens eine Kanalgruppe etwas abgeben lassen',
  'shares-count': ({ shares, sets }) =>
    `ungültige Anteile (shares): ${shares} für ${sets} Kanalgruppen; für jede einen angeben`,
  'ratios-no-object': ({ ratios }) =>
    `ungültige Anteile von Hand (ratios): ${ratios}; zu jedem Namen eine Zahl angeben`,
  'ratios-beside-shares': 'ratios und shares zugleich: nur eines von beiden angeben',
  'channel-set-unknown': ({ name, scope, method, sets }) =>
    `unbekannte Kanalgruppe im Umfang ${scope}: ${name}; ${method} hat ${sets.join(', ')}`,
  'layer-unknown': ({ name, method, layers }) =>
    `unbekannte Schicht: ${name}; ${method} hat ${layers.join(', ')}`,
  'ratio-range': ({ name, ratio }) =>
    `ungültiger Anteil von ${name}: ${digits(ratio)}; einen Anteil angeben, der wegfällt, ab 0 (nimmt sie aus) und kleiner als 1`,
  'ratio-not-of-method': ({ name, ratio, method, levels }) =>
    `ungültiger Anteil von ${name}: ${digits(ratio)}; ${method} kennt nur ${either(levels)}`,
  'ratio-empties': (ratio) => ratioTooHigh(ratio, 'behielte kein Gewicht'),
  'ratio-leaves-small': ({ ratio, ...set }) =>
    ratioTooHigh({ name: set.name, ratio }, wouldKeep(set)),
  'ratio-text': ({ part }) => `ungültiger Anteil: ${part}; NAME=ZAHL schreiben, etwa inner 3=0.25`,
  'ratio-twice': ({ name }) => `zwei Anteile von ${name}; einen angeben`,
  'repair-text': ({ part, fits, trainings }) =>
    `unbekannte Reparatur: ${part}; none angeben, oder etwas aus ${fits.map((id) => `${id}=BILDER`).join(', ')} und ` +
    `${trainings.map((id) => `${id}=BUDGET`).join(' oder ')}, verbunden durch +, ` +
    'wobei ein Budget etwa 60s, 500steps, 2epochs oder 60s:cosine heißt',
  'repair-images-range': (v) => whole(`ungültige Zahl der Bilder für ${v.step}`)(v),
  'repair-steps-range': (v) => whole(`ungültige Zahl der Schritte für ${v.step}`)(v),
  'repair-budget-unknown': (v) => unknown(`unbekanntes Budget für ${v.step}`)(v),
  'repair-budget-range': ({ step, unit, amount, most }) =>
    `ungültiges Budget für ${step} (${unit}): ${digits(amount)}; eine Zahl über 0 und höchstens ${most} angeben`,
  'training-not-last': ({ training, step, trainings }) =>
    `ungültige Reparatur: ${training} und ${step} zusammen; ${trainings.join(' oder ')} kommt einmal, zuletzt`,
  'repair-precision': ({ step, needs, precision }) =>
    `ungültige Reparatur: ${step} in ${precision}; das Zahlenformat ${needs} wählen oder ${step} weglassen`,
  'repair-order': ({ step, before, order }) =>
    `ungültige Reparatur: ${step} nach ${before}; jeden Schritt einmal angeben, in der Reihenfolge ${order.join(', ')}`,
  'budget-too-low': ({ budget, cost }) =>
    `zu kleines Budget: ${rounded(budget, 3)}; auch wenn kein Kanal mehr abzugeben ist, kostet das Netz noch ${rounded(cost, 3)}: ein größeres Budget wählen`,
};

function unknown(what: string) {
  return ({ value, choices }: Unknown) => `${what}: ${value}; zur Wahl: ${choices.join(', ')}`;
}

function whole(what: string) {
  return ({ value, least, most }: Range) =>
    `${what}: ${digits(value)}; eine ganze Zahl von ${least} bis ${most} angeben`;
}

function ratioTooHigh({ name, ratio }: Ratio, why: string): string {
  return `zu hoher Anteil: ${name} bei ${digits(ratio)} ${why}; einen kleineren wählen`;
}

function wouldKeep({ left, channels, least }: Omit<SmallSet, 'name'>): string {
  return `behielte ${left} von ${channels} Kanälen, weniger als ${least}`;
}

function either(levels: readonly number[]): string {
  return levels.map(digits).join(' oder ');
}

/** Alle, mit Komma. */
function digits(value: number): string {
  return local(String(value));
}
