/** Ein Schnitt in Zeitlupe. */
import { count, levelText, percent } from '../numbers';
import type { Words } from '../words';

export const play: Words['play'] = {
  title: 'Ein Schnitt in Zeitlupe',
  loading: 'Die Schicht wird angesehen.',
  steps: {
    score: 'Werten',
    rank: 'Ordnen',
    cut: 'Schneiden',
    repair: 'Reparieren',
    measure: 'Messen',
  },
  allSteps: 'Schritte',
  play: 'Abspielen',
  pause: 'Anhalten',
  back: 'Zurück',
  next: 'Weiter',
  picture: {
    channels: (layer) => `Wertungen von ${layer}`,
    weights: (layer) => `Gewichte von ${layer} nach Größe`,
  },
  ends: {
    score: ['erster Kanal', 'letzter Kanal'],
    rank: ['kleinste Wertung', 'größte'],
    weights: ['kleinstes Gewicht', 'größtes'],
  },
  score: {
    channels: (method, all, layer) =>
      `${method} gibt jedem der ${all} Kanäle von ${layer} eine Wertung: Je höher der Balken, desto wichtiger scheint der Kanal.`,
    weights: (method, all, layer) =>
      `${method} beurteilt jedes der ${count(all)} Gewichte von ${layer}. Hier stehen sie nach Größe; die Höhen sind logarithmisch.`,
  },
  rank: {
    channels: (level) =>
      `Nach Wertung geordnet. Die ${levelText(level)} des Plans ziehen in dieser Schicht die Linie: Was links davon steht, fällt weg.`,
    weights: (level) =>
      `Die ${levelText(level)} des Plans ziehen in dieser Schicht die Linie: Was kleiner ist, fällt weg.`,
    scattered: (level) =>
      `Bei ${levelText(level)} fallen diese weg. Die Größe allein entscheidet nicht, darum gibt es keine Linie.`,
  },
  cut: {
    channels: (gone, all) =>
      `${gone} von ${all} Kanälen ${gone === 1 ? 'wird' : 'werden'} herausgenommen, und mit ihnen, was andere Schichten für sie hatten: Die Tensoren schrumpfen.`,
    weights: (gone, all) =>
      `${count(gone)} von ${count(all)} Gewichten ${gone === 1 ? 'wird' : 'werden'} null. Der Tensor behält seine Form.`,
  },
  repaired: (cut, repaired) =>
    `Gleich nach dem Schnitt sind ${percent(cut, 1)} der Bilder richtig benannt. Nach der Reparatur sind es ${percent(repaired, 1)}.`,
  noRepair: (cut) =>
    `Dieser Plan repariert nichts: ${percent(cut, 1)} der Bilder sind richtig benannt.`,
  afterCutting: 'gleich nach dem Schnitt',
  notMeasured: 'Noch nicht gemessen: Die Zahlen erscheinen hier, sobald sie da sind.',
  measured: 'Was übrig ist, hier gemessen, neben dem ganzen Netz.',
  figure: 'Zahl',
  whole: 'Ganz',
  left: 'Übrig',
  change: 'Änderung',
};
