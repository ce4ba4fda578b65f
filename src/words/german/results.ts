/** Was gemessen wurde: das Diagramm, Klassen, Punkte nebeneinander, die Tabelle, ihre Dateien. */
import { count, decimal } from '../numbers';
import type { Words } from '../words';

export const results: Words['results'] = {
  notMeasured: 'Noch ist nichts gemessen.',

  chart: {
    title: 'Zielkonflikt',
    axis: 'Waagrechte Achse',
    against: { accuracy: 'Genauigkeit gegen', energy: 'Energie gegen' },
    scale: 'Wie die Genauigkeit steht',
    scales: {
      percent: '0 bis 100 %',
      loss: 'Gegen das dichte Netz',
      error: 'Falsche, logarithmisch',
    },
    extras: {
      bands: {
        label: 'Bänder',
        hint: '95-%-Intervalle als Band längs jeder Linie, nicht als Strich an jedem Punkt',
      },
      repeats: {
        label: 'Wiederholungen',
        hint: 'Als Punkte: was von denselben Netzen noch gemessen wurde, auf weniger Bildern oder anderswo, und ihre Läufe mit der Uhr',
      },
      table: { label: 'Tabelle', hint: 'Was das Diagramm zeigt, in Zeilen' },
    },
    baselines: {
      widths: {
        label: 'Kleinere Netze',
        hint: 'MobileNetV2 in anderen Breiten, von Grund auf trainiert: Das muss Beschneiden übertreffen',
      },
      random: {
        label: 'Zufallsband',
        hint: 'Vom ungenauesten bis zum genauesten von mindestens drei Startwerten beim Auslosen',
      },
      literature: {
        label: 'Literatur',
        hint: 'Veröffentlichte Ergebnisse auf ImageNet, als Änderung ihres eigenen dichten Netzes',
      },
    },
    literature: (macs) =>
      'Gepunktete Kreise: veröffentlichte Ergebnisse, auf unser dichtes Netz übertragen: ihre Änderung in Punkten und ihr Anteil ' +
      `der ${macs ? 'Multiplikationen' : 'Gewichte'}. Andere Daten (ImageNet), andere Abläufe.`,
  },

  classes: {
    title: 'Klassen',
    caption: (point) =>
      `${point}. Zeilen: wahre Klasse; Spalten: vorhergesagte Klasse; in jeder Zelle die Zahl der Bilder.`,
    matrix: 'Verwechslungsmatrix',
    class: 'Klasse',
    top1: 'Top-1',
    interval: '95 %',
    takenFor: (name, predicted) => `${name} für ${predicted} gehalten`,
    numbered: (number) => `Klasse ${number}`,
    noAnswers:
      'Ein Punkt aus einer Datei hat keine einzelnen Antworten: Hier gemessen zeigt er seine Klassen.',
  },

  compare: {
    title: 'Zwei Punkte vergleichen',
    first: 'Erster',
    second: 'Zweiter',
    needsTwo: 'Dafür braucht es zwei gemessene Punkte: den Regler an zwei Stellen loslassen.',
    choosePoints: 'Zwei verschiedene Punkte wählen.',
    noAnswers:
      'Ein Punkt aus einer Datei hat keine einzelnen Antworten: Hier gemessen lässt sich das Paar prüfen.',
    test: 'Exakter Test nach McNemar',
    probability: (p) => (p < 0.0001 ? 'p < 0,0001' : `p = ${decimal(p, 4)}`),
    answers: (images, onlyFirst, onlySecond) =>
      `Von den ersten ${count(images)} Bildern, die beide beantwortet haben, hat nur der erste ` +
      `${count(onlyFirst)} richtig, nur der zweite ${count(onlySecond)}.`,
    mayBeChance: 'Der Unterschied kann gut Zufall sein.',
    moreThanChance: 'Der Unterschied ist mehr als Zufall.',

    accuracy: (percent, images) => `${percent} %, n ${count(images)}`,
    notComparable: 'nicht vergleichbar',
    twoEnvironments: 'nicht vergleichbar: zwei Umgebungen',
    energy: { gross: 'Energie, gesamt', aboveIdle: 'Energie über Leerlauf' },
    intervalsOverlap: (change) => `${change}, die Intervalle überlappen`,
  },

  files: {
    chart: 'Diagramm als SVG',
    picture: 'Diagramm als PNG',
    report: 'Bericht',
    reportHint: 'Eine Seite mit Diagrammen, Rat und allem, was dagegen spricht, zum Weitergeben',
    samplesHint: 'Jeder gemessene Lauf und jedes Energiefenster',
    importStudy: 'study.json importieren',
    openNetwork: 'Netz öffnen',
    openNetworkHint: 'Ein Netz, das hier oder auf einem anderen Gerät heruntergeladen wurde',
    bringBack: (points) => `${points} gelöschte Punkte zurückholen`,
    clear: 'Leeren',
    result: (file, what) => `${file}: ${what}`,
    reading: (file) => `${file} wird gelesen.`,
    networkOpened: 'behalten und jetzt hier gemessen.',
    imported: (points, places) =>
      points === 0
        ? 'kein Punkt wurde übernommen.'
        : `${points} ${points === 1 ? 'Punkt' : 'Punkte'}, gemessen auf ${places.join('; und auf ')}.`,
  },

  table: {
    title: 'Ergebnisse',
    empty:
      'Noch ist nichts gemessen. Den Regler loslassen oder eine Studie starten: Jeder Punkt landet hier und bleibt hier, ' +
      'auch nach dem Neuladen.',
    all: 'alle',
    contains: 'Enthält',
    shown: (points, all) => `${count(points)} von ${count(all)} Punkten`,
    noneLeft:
      'Kein Punkt ist von diesem Verfahren und dieser Genauigkeit und enthält diese Wörter.',
    method: 'Verfahren',
    level: 'Stufe',
    cut: 'Beschnitten %',
    repaired: 'Repariert %',
    images: 'n',
    againstDense: 'Punkte gegen dicht',
    parameters: 'Parameter',
    nonZeros: 'Nicht null',
    macs: 'MACs',
    encoded: 'Kodiert',
    gzip: 'gzip',
    waiting: 'noch keine',
    milliseconds: (runtime) => `${runtime}, ms`,
    ratio: '÷ dicht',
    slow: (milliseconds) => `⚠ ${milliseconds}`,
    slowMarks:
      '⚠ kennzeichnet Millisekunden aus Messungen, in denen das Gerät selbst langsam war oder es seiner Platine nicht gut ging.',
    slowHint: (timing, share) =>
      `${timing}; das dichte Netz brauchte dabei ${Math.round(100 * share)} % länger als in der schnellsten Messung`,
    troubledHint: (timing, troubles) =>
      `${timing}; der Platine ging es dabei nicht gut: ${troubles}`,
    energy: 'Energie',
    aboveIdle: 'Über Leerlauf',
    repair: 'Reparatur',
    kept: (repair) => `${repair}, behalten`,
    measuredWith: 'Gemessen mit',
    measuredAt: (environment, time) => `${environment}, ${time}`,
  },

  point: (plan, images, where) =>
    `${plan}${images === 0 ? '' : `, n ${images}`}${where === '' ? '' : `, ${where}`}`,
  densePoint: (plan, method) => `${plan} (${method})`,
};
