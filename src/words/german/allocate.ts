/** Wie die Schnitte verteilt werden: nach Empfindlichkeit, durch Suche mit einem Budget. */
import { bytes, decimal, duration, milliseconds, millions, percent } from '../numbers';
import type { Words } from '../words';

const UNITS = { channels: 'Kanalgruppe', weights: '1×1-Schicht' };

export const allocate: Words['allocate'] = {
  title: 'Verteilen',
  show: 'Zeigen',
  views: {
    sensitivity: { label: 'Empfindlichkeit', hint: 'Je eine Gruppe oder Schicht beschneiden' },
    search: {
      label: 'Suche mit Budget',
      hint: 'Die Schnitte so verteilen, dass ein Budget eingehalten wird',
    },
  },

  stop: 'Beenden, Gemessenes behalten',
  progress: (done, total, secondsLeft) => `${done} von ${total || '…'}${timeLeft(secondsLeft)}`,
  measure: 'Empfindlichkeit messen',
  measureOn: 'Weiter messen',
  csv: 'CSV',
  json: 'JSON',
  units: UNITS,
  whatItDoes: (method, channels) =>
    `Beschneidet mit ${method} immer nur eine ${unit(channels)} und zeigt, welche das Netz entbehren kann. ` +
    'Erst grob, dann feiner; nur vorwärts, auf Trainingsbildern.',
  whatItShows: (method, channels) =>
    `${method}: je eine ${unit(channels)} um den Anteil links beschnitten, die anderen ganz, nichts ` +
    'repariert. Die Zahlen sind richtige Antworten in Prozent auf 300 Trainingsbildern, die sonst nichts ansieht; je ' +
    'röter, desto mehr stieg die Kreuzentropie. Unter jedem Namen die Zahl ' +
    `${channels ? 'der Kanäle' : 'der Gewichte'}.`,

  budget: 'Budget, % des dichten Netzes',
  budgetOf: 'seiner',
  budgets: {
    macs: { label: 'MACs', hint: 'Multiplikationen eines Bildes' },
    bytes: { label: 'Bytes', hint: 'Datei der Gewichte in float32' },
    ms: { label: 'ms', hint: 'Nach den Zeiten einzelner Schichten, auf diesem Gerät gemessen' },
    mJ: { label: 'mJ', hint: 'Diese Zeiten × die Leistung der Platine' },
  },
  costs: {
    macs: millions,
    bytes,
    ms: milliseconds,
    mJ: (millijoules) => `${decimal(millijoules, 2)} mJ`,
  },
  search: 'Suchen',
  cancel: 'Abbrechen',
  needsChannels: (method) =>
    `${method} setzt einzelne Gewichte auf null: Verteilen braucht ein Verfahren, das Kanäle entfernt.`,
  searchProgress: 'Fortschritt der Suche',
  round: (round, done, of, secondsLeft) =>
    `Runde ${round}: ${done} von ${of} Schnitten versucht${timeLeft(secondsLeft)}`,
  lastRound: (cost, loss, set) =>
    `· jetzt bei ${cost}, Kreuzentropie ${decimal(loss, 3)}; zuletzt gab: ${set}`,
  found: (rounds, cost, denseCost, cut) =>
    `*In ${rounds} Runden gefunden, jetzt der Plan:* ${cost} von ${denseCost}, ${percent(cut, 1)} der Kanäle weg. ` +
    'Der Regler streckt und staucht alle Anteile gemeinsam.',
  energyMeasured: (watts) => `Energie ist Schichtzeit × gemessene ${decimal(watts, 2)} W.`,
  energyEstimated: (watts) => `Die Energie ist geschätzt: Schichtzeit × ${decimal(watts, 2)} W.`,
  timeEstimated:
    'Geschätzt aus den Zeiten einzelner Schichten auf diesem Gerät; die gemessene Zeit des Plans steht bei den Zahlen.',
  setGives: (set, share) => `${set} −${percent(share, 0)}`,
  howItSearches:
    'Nach NetAdapt (Yang et al. 2018): In jeder Runde wird jede Kanalgruppe mit dem kleinsten Schnitt versucht, der ' +
    'den Anteil der Runde am Budget spart; genommen wird der, der nach kurzer Kalibrierung die Kreuzentropie von 256 ' +
    'Trainingsbildern am wenigsten erhöht. So bekommt jede Gruppe am Ende ihren eigenen Anteil.',
};

function unit(channels: boolean): string {
  return channels ? UNITS.channels : UNITS.weights;
}

function timeLeft(seconds: number | null): string {
  return seconds === null ? '' : `, noch ${duration(seconds)}`;
}
