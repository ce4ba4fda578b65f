/** Der Bericht einer Studie, als HTML und als Markdown. */
import type { report as english } from '../english/report';
import { count, percentDigits } from '../numbers';

export const report: typeof english = {
  untitled: 'Eine Studie über Pruning',
  unknown: 'nicht bekannt',
  facts: {
    model: 'Netz',
    dataset: 'Bilder',
    device: 'Gemessen auf',
    points: 'Gemessene Punkte',
    measured: 'Gemessen am',
    checksums: 'SHA-256',
  },
  advice: 'Welches Netz man nehmen sollte',
  guidance: 'Welches Verfahren für welches Ziel',
  front: 'Netze, die kein anderes schlägt',
  charts: 'Abwägungen',
  methods: 'Methoden',
  threatsTitle: 'Was gegen diese Zahlen spricht',
  repeat: 'So wird noch einmal gemessen',
  opensIn: 'Die Netze der Tabelle, als Adressen des Labors:',
  notes: 'Notizen',
  table: {
    network: 'Netz',
    accuracy: 'Richtige Antworten',
    vsDense: 'Punkte gegenüber dicht',
    best: 'Ungeschlagen in',
  },
  threats: {
    pictures: (images, half) =>
      `Die Genauigkeiten beruhen auf ${count(images)} Bildern: jede ist auf ± ${percentDigits(half, 1)} Punkte oder besser bekannt (95 %). ` +
      'Netze, die näher beieinander liegen, können gleich gut sein.',
    differentPictures: (counts) =>
      `Die Punkte haben verschieden viele Bilder beantwortet (${counts.map(count).join(', ')}): ihre Genauigkeiten lassen sich nicht bis zur letzten Stelle vergleichen.`,
    chosenByTheSame:
      'Die besten Netze wurden mit denselben Bildern gefunden, die sie beurteilen: unter vielen ist das beste durch Glück etwas besser.',
    oneTraining: (points) =>
      `${points === 1 ? 'Ein Netz wurde' : `${count(points)} Netze wurden`} einmal trainiert, von einem Startwert aus: ein anderes Training würde etwas anders enden.`,
    environments: (places) =>
      `Die Punkte stammen aus ${places} Umgebungen. Zeiten und Joule zweier Geräte lassen sich nicht vergleichen; Fronten gelten für jedes allein.`,
    coarseTimer:
      'Die Uhr des Browsers ging in Schritten von 100 µs: kurze Latenzen sind grob gemessen.',
    fewRuns: (runs) => `Latenzen beruhen auf nur ${runs} gemessenen Läufen.`,
    simulated: (points) =>
      `Die Joule von ${points === 1 ? 'einem Punkt' : `${count(points)} Punkten`} stammen von einem simulierten oder aufgezeichneten Messgerät: sie sind keine Eigenschaft dieses Geräts.`,
    estimated: (points) =>
      `Die Joule von ${points === 1 ? 'einem Punkt' : `${count(points)} Punkten`} sind aus der Latenz und der dokumentierten Leistung eines Raspberry Pi 4B geschätzt: kein Messgerät war beteiligt.`,
    disturbed: (points) =>
      `Die Joule von ${points === 1 ? 'einem Punkt' : `${count(points)} Punkten`} stammen aus gestörten Fenstern, denn kein sauberes war da.`,
    spoiledWindows: (windows, causes) =>
      `Von ${count(windows)} Energiefenstern waren einige gestört und zählen nicht: ${causes.join(', ')}.`,
    spoiledElse: (causes) => `Messungen, die gestört waren und nicht zählen: ${causes.join(', ')}.`,
    cause: (cause, times) => `${cause} (${times})`,
    missing: (points, asked) => `${count(points)} von ${count(asked)} verlangten Punkten fehlen.`,
    unanswered: (points) =>
      points === 1
        ? 'Die Zeit eines Punktes ist gemessen, doch er hat noch keine Bilder beantwortet.'
        : `Die Zeiten von ${count(points)} Punkten sind gemessen, doch sie haben noch keine Bilder beantwortet.`,
  },
};
