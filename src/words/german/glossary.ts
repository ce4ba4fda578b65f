/** Die Wörter des Fachs: was jedes ist und warum es hier zählt. */
import type { Glossary } from '../glossary';

export const glossary: Glossary = {
  sparsity: {
    term: 'Anteil der Nullen (Sparsity)',
    text: 'Der Anteil der Gewichte, die null sind.',
    here: 'Der Regler stellt ihn ein, wo ein Verfahren Gewichte auf null setzt. Eine dichte Laufzeit multipliziert Nullen wie jede andere Zahl: Nur ein Kernel, der sie überspringt, gewinnt Zeit.',
  },
  'non-zero': {
    term: 'Gewichte ungleich null',
    text: 'Gewichte, die übrig sind und in einem Produkt zählen.',
    here: 'Sie sagen, wie viel vom Netz noch arbeitet; ein entfernter Kanal senkt sie und die Zahl der Parameter, ein auf null gesetztes Gewicht nur sie.',
  },
  mac: {
    term: 'Multiplikation (MAC)',
    text: 'Eine Multiplikation mit einer Addition: der Schritt, aus dem Faltungen bestehen. Manche Arbeiten zählen beides und nennen doppelt so viele FLOPs.',
    here: 'Das übliche Maß der Rechenarbeit, auf jedem Rechner dasselbe. Millisekunden folgen ihm nicht genau: Im Diagramm lässt sich beides vergleichen.',
  },
  parameter: {
    term: 'Parameter',
    text: 'Eine Zahl, die das Training bestimmt hat: ein Gewicht, oder Skala und Verschiebung einer Normalisierung.',
    here: 'Jeder braucht vier Bytes in float32, eines in int8. Entfernte Kanäle senken ihre Zahl; Nullen bleiben Parameter.',
  },
  magnitude: {
    term: 'Betrag als Kriterium',
    text: 'Ein Gewicht zählt so viel wie sein Betrag (magnitude); die kleinsten fallen zuerst weg.',
    here: 'Das einfachste Kriterium, und schwer zu übertreffen. Global geordnet verlieren Schichten mit vielen kleinen Gewichten mehr.',
  },
  'l1-norm': {
    term: 'L1-Norm',
    text: 'Die Summe der Beträge der Gewichte eines Filters.',
    here: 'Die Kanäle mit der kleinsten Summe werden entfernt, und mit ihnen die Arbeit der nächsten Schicht.',
  },
  'l2-norm': {
    term: 'L2-Norm',
    text: 'Die Länge eines Filters als Vektor: die Wurzel der Summe der Quadrate.',
    here: 'Wie die L1-Norm, aber wenige große Gewichte zählen mehr.',
  },
  fpgm: {
    term: 'FPGM, geometrischer Median',
    text: 'Filter nahe der Mitte aller Filter einer Schicht lassen sich durch die anderen ersetzen, wie groß sie auch sind.',
    here: 'Entfernt, was überflüssig ist, nicht, was klein ist. Seine Wertungen lassen sich nur innerhalb einer Schicht vergleichen.',
  },
  taylor: {
    term: 'Taylor-Kriterium',
    text: 'Wie weit sich der Verlust ohne das Gewicht oder den Kanal ändern würde, in erster Ordnung aus seinem Gradienten geschätzt.',
    here: 'Es sieht auf Trainingsbilder. Da es überall denselben Verlust schätzt, lassen sich Schichten zusammen ordnen.',
  },
  lamp: {
    term: 'LAMP',
    text: 'Das Quadrat eines Gewichts, gemessen an den Quadraten aller Gewichte seiner Schicht, die dann noch übrig wären.',
    here: 'Ordnet global und schont kleine Schichten, ohne dass etwas einzustellen ist.',
  },
  'bn-scale': {
    term: 'BN-Skala, Network Slimming',
    text: 'Der Faktor, mit dem die Batch-Normalisierung einen Kanal multipliziert. Ein Training mit einer Strafe auf ihn schaltet Kanäle ab.',
    here: 'Geht gut mit dem schlanken Netz, das so trainiert ist; ohne dieses Training sagen die Faktoren wenig.',
  },
  apoz: {
    term: 'APoZ',
    text: 'Der mittlere Prozentsatz an Nullen, die ein Kanal weitergibt (average percentage of zeros).',
    here: 'Auf Trainingsbildern gezählt; ein Kanal, der fast immer null ist, sagt wenig.',
  },
  snip: {
    term: 'SNIP',
    text: 'Empfindlichkeit einer Verbindung: der Betrag von Gewicht mal Gradient, über alle Bilder auf einmal.',
    here: 'Für Netze vor dem Training gedacht. In einem trainierten heben sich Gradienten fast auf, und das Diagramm zeigt, was das kostet.',
  },
  movement: {
    term: 'Bewegung (Movement Pruning)',
    text: 'Gewichte, die das Training zur Null hin schiebt, fallen zuerst weg, wie groß sie jetzt auch sind.',
    here: 'Braucht ein kurzes Nachtraining vor dem Schnitt.',
  },
  'n-m': {
    term: '2:4-Muster',
    text: 'Von je vier aufeinanderfolgenden Gewichten sind zwei null.',
    here: 'Grafikprozessoren ab 2020 haben Befehle dafür. Prozessoren haben keine; die Kernel des Labors gewinnen durch das gleichmäßige Muster.',
  },
  block: {
    term: 'Block',
    text: 'Aufeinanderfolgende Gewichte, die gemeinsam auf null gesetzt werden.',
    here: 'Ein Vektorbefehl nimmt vier Zahlen: Ein Viererblock wird als Ganzes übersprungen, sodass Nullen früher Zeit sparen.',
  },
  channel: {
    term: 'Kanal',
    text: 'Gleichsam eines der Bilder, die eine Schicht an die nächste weitergibt; die Gewichte, die ihn berechnen, sind ein Filter.',
    here: 'Ihn zu entfernen macht die Tensoren kleiner. Das spart Zeit mit jeder Laufzeit und kostet mehr Genauigkeit als Nullen.',
  },
  'coupled-set': {
    term: 'Kanalgruppe',
    text: 'Kanäle mehrerer Schichten, die nur gemeinsam wegfallen können, weil eine tiefenweise Faltung oder eine Addition sie verbindet.',
    here: 'MobileNetV2 hat 25 davon. Wer im Netz einen Kanal berührt, sieht alles, was mit ihm wegfällt.',
  },
  structured: {
    term: 'Strukturiert und unstrukturiert',
    text: 'Strukturiertes Beschneiden entfernt ganze Kanäle; unstrukturiertes setzt einzelne Gewichte auf null, wo sie auch stehen.',
    here: 'Die wichtigste Wahl: Nullen erhalten die Genauigkeit weit länger, weniger Kanäle sparen überall Zeit.',
  },
  depthwise: {
    term: 'Tiefenweise separierbare Faltung',
    text: 'Ein Filter für jeden Kanal allein, dann 1×1-Faltungen, die die Kanäle mischen.',
    here: 'Fast alle Arbeit von MobileNetV2 steckt in den 1×1-Faltungen: Sie werden beschnitten.',
  },
  width: {
    term: 'Breitenfaktor',
    text: 'Ein Faktor auf alle Kanalzahlen eines Netzes, das dann neu trainiert wird.',
    here: 'Ein kleines dichtes Netz muss das Beschneiden übertreffen; das Diagramm zeichnet es ein.',
  },
  'random-pruning': {
    term: 'Zufälliges Beschneiden',
    text: 'Was wegfällt, wird ausgelost.',
    here: 'Die Latte: Ein Kriterium, das nicht besser ist, weiß nichts. Das Diagramm zeichnet mehrere Startwerte als Band.',
  },
  'batch-norm': {
    term: 'Batch-Normalisierung',
    text: 'Jeder Kanal wird mit dem Mittelwert und der Varianz verschoben und skaliert, die er auf Trainingsbildern hatte.',
    here: 'Nach einem Schnitt stimmen die behaltenen Mittelwerte und Varianzen nicht mehr, und daher kommt der größte Teil der verlorenen Genauigkeit.',
  },
  recalibration: {
    term: 'Neu kalibrieren',
    text: 'Mittelwerte und Varianzen aller Kanäle werden auf einigen Hundert Trainingsbildern neu gemessen. Nichts wird trainiert.',
    here: 'Dauert ein, zwei Sekunden und bringt oft den größten Teil der Genauigkeit zurück.',
  },
  'least-squares': {
    term: 'Kleinste Quadrate',
    text: 'Die verbliebenen Gewichte werden so berechnet, dass die Ausgabe jeder Schicht dem nahekommt, was sie war.',
    here: 'Stärker als neu zu kalibrieren und noch immer kein Training: ein Gleichungssystem je Schicht.',
  },
  'fine-tuning': {
    term: 'Nachtrainieren (Fine-Tuning)',
    text: 'Ein kurzes Training in kleinen Schritten nach dem Schnitt; was weg ist, bleibt weg.',
    here: 'Die stärkste Reparatur, und die einzige, von der Arbeiten berichten. Sie läuft auf dieser Seite, auf dem Prozessor.',
  },
  gradual: {
    term: 'Schneiden nach und nach (AGP)',
    text: 'Der Schnitt kommt in vielen kleinen Schritten während des Nachtrainierens: zuerst schnell, zuletzt langsam.',
    here: 'Unter „Schnitte“, wo eine Reparatur trainiert.',
  },
  distillation: {
    term: 'Destillation',
    text: 'Das kleine Netz lernt die Wahrscheinlichkeiten des großen, nicht nur die richtige Klasse.',
    here: 'Das dichte Netz ist der Lehrer. Gerecht ist der Vergleich, wenn es dasselbe Training bekommt.',
  },
  int8: {
    term: 'Quantisierung auf int8',
    text: 'Gewichte und Aktivierungen werden ganze Zahlen von −128 bis 127.',
    here: 'Ein Viertel der Bytes und etwa das doppelte Tempo, fast ohne dass ein Bild verloren geht. Es kommt zum Beschneiden hinzu.',
  },
  'zero-point': {
    term: 'Skala und Nullpunkt',
    text: 'Die Skala ist, wofür ein Schritt der ganzen Zahl steht; der Nullpunkt ist die ganze Zahl, die für 0 steht.',
    here: 'Aus dem Bereich gewählt, den Trainingsbilder zeigen. Ein zu weiter ist grob, ein zu enger schneidet Werte ab.',
  },
  'top-1': {
    term: 'Genauigkeit, Top-1',
    text: 'Der Anteil der Bilder, deren erste Antwort die richtige ist.',
    here: 'Auf Testbildern gezählt, die keine Reparatur gesehen hat, gleich nach dem Schnitt und nach der Reparatur.',
  },
  interval: {
    term: 'Konfidenzintervall (Wilson)',
    text: 'Der Bereich wahrer Genauigkeiten, die zum Gezählten passen; 95 von 100 solcher Bereiche enthalten die wahre.',
    here: 'Bei 1000 Bildern sind es bei 93 % etwa ± 1,5 Punkte: Kleinere Unterschiede sagen wenig.',
  },
  mcnemar: {
    term: 'Test nach McNemar',
    text: 'Zwei Netze beantworten dieselben Bilder; es zählen die, bei denen nur eines von beiden richtig liegt.',
    here: 'Findet Unterschiede, die zwei einzelne Intervalle verbergen. Unter „Vergleich“ lassen sich zwei beliebige Punkte vergleichen.',
  },
  pareto: {
    term: 'Pareto-Front',
    text: 'Die Punkte, zu denen kein anderer zugleich so gut und so billig ist.',
    here: 'Die Treppenlinie im Diagramm. Was darunter liegt, wird von einem anderen Punkt geschlagen: etwas anderes wählen.',
  },
  latency: {
    term: 'Latenz, Median',
    text: 'Die Zeit für ein Bild; von vielen Läufen der mittlere.',
    here: 'Ein Mittelwert folgte den wenigen Läufen, die das System unterbricht. Gemessen, während die anderen Worker ruhen.',
  },
  batch: {
    term: 'Stapelgröße (Batch)',
    text: 'Wie viele Bilder zusammen durch das Netz gehen.',
    here: 'Die Latenz ist die eines einzelnen, so wie ein Gerät im Gebrauch sie sieht.',
  },
  joule: {
    term: 'Joule je Bild',
    text: 'Energie für ein Bild: Leistung mal Zeit.',
    here: 'Mit einem Leistungsmesser über Fenster mit vielen Bildern gemessen. Ohne ihn wird sie geschätzt, und das steht dabei.',
  },
  'above-idle': {
    term: 'Über Leerlauf',
    text: 'Was das Gerät mehr aufnimmt als in Ruhe.',
    here: 'Die gesamten Joule entscheiden, wie lange ein Akku hält, die über Leerlauf, was das Netz selbst kostet.',
  },
  'sparse-encoding': {
    term: 'Dünn besetzt kodiert',
    text: 'Eine Datei, die nur die Werte ungleich null speichert, und wo sie stehen.',
    here: 'Auch der Ort kostet Bytes: Unter etwa 25 % Nullen ist sie größer als die dichte, und das Labor behält die kleinere von beiden.',
  },
  gzip: {
    term: 'gzip',
    text: 'Eine allgemeine Kompression, die wiederholte Bytes findet.',
    here: 'Nullen wiederholen sich, darum macht es beschnittene Netze von selbst klein; es spart beim Herunterladen, nicht Zeit oder Speicher.',
  },
};
