/** Diagramme: der Zielkonflikt, seine Punkte und was zu ihnen zu sagen ist; Leistung; Empfindlichkeit; Training. */
import { decimal, local, percentDigits } from '../numbers';
import type { Words } from '../words';

export const charts: Words['charts'] = {
  expected: 'erwartet',
  title: {
    accuracy: (axis) => `Genauigkeit gegen ${axis}`,
    energy: (axis) => `Energie je Bild gegen ${axis}`,
  },
  titleWithPoints: (title, points) => `${title}, ${points} Punkte`,
  verticals: {
    percent: { title: 'Genauigkeit, Top-1 (%)', better: '↑ besser' },
    loss: { title: 'Genauigkeit gegenüber dem dichten Netz (Punkte)', better: '↑ besser' },
    error: { title: 'Falsche Antworten (%, logarithmisch)', better: '↑ weniger' },
    energy: { title: 'Energie je Bild (mJ, logarithmisch)', better: '↓ besser' },
  },
  axis: (label, unit, scale) => `${label} (${unit}${scale === 'log' ? ', logarithmisch' : ''})`,
  better: { left: '← besser', right: 'besser →' },
  legend: {
    repaired: 'nach der Reparatur',
    cut: 'gleich nach dem Schnitt',
    front: 'Pareto-Front',
    estimated: 'geschätzt, kein Messgerät',
    widths: 'kleinere Netze',
    random: 'ausgelost, mindestens drei Startwerte',
    literature: 'veröffentlicht, auf ImageNet',
  },
  place: (environment, threads) =>
    [environment, ...(threads === null ? [] : [threads === 1 ? '1 Thread' : `${threads} Threads`])]
      .filter((part) => part !== '')
      .join(', '),
  inStudy: (study, place) => [study, place].filter((part) => part !== '').join(', '),
  lineElsewhere: (line, where) => `${line}, ${where}`,
  dense: (percent) => `dicht ${percent}`,
  planned: 'geplant',
  watts: (watts) => `${local(String(watts))} W`,
  outside: (points) => `${points} außerhalb`,
  empty: 'Noch kein Punkt. Gemessene Punkte erscheinen hier.',
  keys:
    'Die Pfeile gehen von Punkt zu Punkt, mit der Umschalttaste wählen sie die dazwischen. Plus und Minus zoomen, 0 zeigt ' +
    'alles, Escape lässt los.',
  reset: 'Alles zeigen',
  zoomIn: 'Heranholen',
  letGo: 'Loslassen',
  selected: (points) => (points === 1 ? '1 Punkt gewählt' : `${points} Punkte gewählt`),
  budget: 'Budget',
  table: {
    title: (points) =>
      points === 1 ? 'Der Punkt des Diagramms' : `Die ${points} Punkte des Diagramms`,
    network: 'Netz',
    measuredWith: 'Gemessen mit',
    cut: 'Gleich nach dem Schnitt',
    final: 'Nach der Reparatur',
    front: 'Auf der Front',
    copy: 'Als CSV kopieren',
    copied: 'Kopiert.',
    notCopied: 'Der Browser kopiert nicht: Alle Punkte stehen in study.csv der Studie.',
    gone: 'Die Tabelle ließ sich nicht laden: Der Server ist fort.',
  },
  tapAgain: 'Noch einmal tippen, um diesen Plan zu laden.',

  point: {
    afterRepair: 'Nach der Reparatur',
    afterCutting: 'Gleich nach dem Schnitt',
    againstDense: 'Gegen dicht',
    images: 'Testbilder',
    front: 'Auf der Pareto-Front',
    nearlySure: 'über 99 % wahrscheinlich',
    hardly: 'unter 1 % wahrscheinlich',
    likely: (chance) => `${chance} wahrscheinlich`,
    measuredWith: 'Gemessen mit',
    accuracy: (share, low, high) =>
      `${percentDigits(share, 2)} % (${percentDigits(low, 1)}–${percentDigits(high, 1)})`,
    value: (value, unit) => `${value} ${unit}`,
    besideRatio: (value, ratio) => `${value}, ${ratio}`,
    interval: (value, unit, low, high) => `${value} ${unit} (${low}–${high})`,
    sources: {
      measured: (joules) => joules,
      simulated: (joules) => `${joules}, simuliert`,
      estimated: (joules) => `${joules}, geschätzt`,
    },
    disturbed: (joules) => `${joules}, gestört`,
    spoken: (title, rows) =>
      `${title}. ${rows.map(([name, value]) => `${name}: ${value}`).join('. ')}.`,
  },

  notices: {
    list: (notices) => notices.join('; '),
    simulated: 'simuliertes Messgerät',
    simulatedOrEstimated: 'simuliertes Messgerät; hohl: geschätzt',
    measuredOrEstimated: 'hohl: geschätzt',
    estimated: 'geschätzt',
    disturbed: 'einige gestört',
    images: (fewest, most) => `Punkte mit ${fewest} bis ${most} Bildern`,
    notAnswered: (points) =>
      `${points === 1 ? '1 Punkt hat' : `${points} Punkte haben`} eine Latenz und noch keine Genauigkeit`,
    noAccuracy:
      'keine Bilder, keine Genauigkeit: welche geben, oder für die Energie die Achse Zeit je Bild wählen',
    threads: (counts) =>
      `Punkte auf ${counts.slice(0, -1).join(', ')} und ${counts.at(-1)} Threads sind nicht vergleichbar`,
    drift: (percent) =>
      `das dichte Netz schwankte um ${percent} %: nach Latenz ÷ dicht vergleichen`,
    troubled: 'gemessen, während es der Platine nicht gut ging',
  },

  baselines: {
    width: (width, top1) =>
      `MobileNetV2 ${local(String(width))}, von Grund auf trainiert: ${decimal(top1, 2)} %`,
    band: (line) => `${line}, vom ungenauesten bis zum genauesten Startwert`,
    published: (method, points, source) =>
      `${method}: ${points < 0 ? '−' : '+'}${decimal(Math.abs(points), 2)} Punkte auf ImageNet, anderer Ablauf. ` +
      `Quelle: ${source}`,
  },

  caption: {
    images: (counts, data) =>
      counts.some((count) => count > 0)
        ? `${counts.map((count) => `die ersten ${count}`).join(', ')} Testbilder von ${data.join(', ')}`
        : 'keine Bilder, keine Genauigkeit',
    unknownData: 'unbekannten Daten',
    bars: 'Balken: 95-%-Intervall nach Wilson',
    environment: (number, part) => `Umgebung ${number}: ${part}`,
    dates: (first, last) => `${first} bis ${last}`,
    title: (chart, models) => [chart, ...models].join(', '),
    estimated:
      'Energie geschätzt: Latenz × dokumentierte Leistung eines Raspberry Pi 4B, kein Messgerät',
    metered: ({ simulated, disturbed, meter, cores }) =>
      `Energie ${simulated ? 'simuliert, nicht gemessen' : 'gemessen'}${disturbed ? ', gestört' : ''}: ${meter}` +
      (cores === null ? '' : `, ${cores} beschäftigt`),
  },

  trace: {
    columns: ['Ab', 'Mittel (W)', 'Kleinster (W)', 'Größter (W)'],
    title: 'Leistung über die Zeit',
    picture: 'Leistung über die Zeit, Watt',
    vertical: 'Leistung (W), über der Uhrzeit',
    idle: 'Leerlauf',
    spoiled: (window) => `verdorben: ${window}`,
    keys:
      'Plus und Minus vergrößern und verkleinern, die Pfeile gehen durch die Zeit, die Leertaste hält an, ' +
      'Eingabe liest die Mitte des Bildes ab, Escape lässt sie los.',
    edges: { fromMs: 'Anfang des Fensters', toMs: 'Ende des Fensters' },
  },

  sensitivity: {
    share: (share) => `${100 * share} % weg`,
    columns: 'Name',
    size: 'Größe',
    cells:
      'Zeilen: der Anteil, der von einem allein wegfällt. Zahlen: richtige Antworten, %, mehr ist besser; je stärker die ' +
      'Farbe, desto mehr kostet der Schnitt.',
    title: (what) => `Empfindlichkeit: ${what}`,
    cell: ({ name, share, correct, images, crossEntropy, denseCrossEntropy }) =>
      `${name}, ${local(String(100 * share))} % weg: ${correct} von ${images} richtig, Kreuzentropie ${decimal(crossEntropy, 3)} ` +
      `statt ${decimal(denseCrossEntropy, 3)} Nat`,
  },

  training: {
    columns: ['Zeit (s)', 'Verlust (Nat)', 'Genauigkeit auf Trainingsbildern'],
    title: 'Verlust und Genauigkeit auf Trainingsstapeln',
    loss: 'Verlust (Nat), links, ↓ besser',
    accuracy: 'Genauigkeit auf Trainingsstapeln (%), rechts, ↑ besser',
    time: 'quer: Zeit (s)',
  },
};
