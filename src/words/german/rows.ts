/** Was Zeilen von Tabellen von sich sagen; Namen von Verfahren und Dateiformaten, die überall gleich sind, fehlen hier. */
import type { RowsOtherwise } from '../rows';

const SMALLER = {
  summary:
    'Ein kleineres dichtes Netz, genauso von Grund auf trainiert: Das muss ein beschnittenes großes übertreffen.',
};

export const rows: RowsOtherwise = {
  methods: {
    'magnitude-global': {
      label: 'Betrag, global',
      summary:
        'Setzt die kleinsten Gewichte aller 1×1-Faltungen zusammen auf null, sodass jede Schicht behält, was sie braucht.',
    },
    'magnitude-layer': {
      label: 'Betrag, je Schicht',
      summary: 'Setzt in jeder 1×1-Faltung denselben Anteil der kleinsten Gewichte auf null.',
    },
    lamp: {
      summary:
        'Globaler Betrag, wobei jedes Gewicht an dem gemessen wird, was seiner Schicht noch bliebe.',
    },
    'random-weights': {
      label: 'Zufällige Gewichte',
      summary:
        'Lost Gewichte aus und setzt sie auf null: die Latte, die jedes Verfahren nehmen muss.',
    },
    'taylor-weights': {
      label: 'Taylor, Gewichte',
      summary:
        'Setzt die Gewichte auf null, deren Fehlen den Verlust am wenigsten ändert: Gradient mal Gewicht.',
    },
    snip: {
      label: 'SNIP, auf einmal',
      summary:
        'Gradient mal Gewicht über alle Bilder auf einmal: für untrainierte Netze gedacht, zum Vergleich gezeigt.',
    },
    movement: {
      label: 'Bewegung',
      summary:
        'Setzt die Gewichte auf null, die ein kurzes Nachtraining zur Null hin schiebt, wie groß sie auch sind: schwach ohne langes Training.',
    },
    'nm-2-4': {
      label: '2:4-Muster',
      summary:
        'Behält die 2 größten von je 4 benachbarten Eingangsgewichten: genau die Hälfte, gleichmäßig verteilt.',
    },
    'nm-1-4': {
      label: '1:4-Muster',
      summary:
        'Behält das größte von je 4 benachbarten Eingangsgewichten: genau ein Viertel, gleichmäßig verteilt.',
    },
    'block-1x4': {
      label: '1×4-Blöcke',
      summary:
        'Setzt Gewichte von vier benachbarten Ausgangskanälen gemeinsam auf null, so wie ein SIMD-Kernel sie liest.',
    },
    'block-inputs': {
      label: '1×4-Eingangsblöcke',
      summary:
        'Setzt vier benachbarte Eingangsgewichte eines Ausgangs gemeinsam auf null, so wie ein int8-Kernel sie liest.',
    },
    'pair-inputs': {
      label: '1×2-Eingangspaare',
      summary:
        'Setzt zwei benachbarte Eingangsgewichte eines Ausgangs gemeinsam auf null: zwischen einzelnen Gewichten und Viererblöcken.',
    },
    'l1-norm': {
      label: 'L1-Norm',
      summary: 'Entfernt die Kanäle, deren Filter die kleinste Summe der Beträge haben.',
    },
    'l2-norm': {
      label: 'L2-Norm',
      summary: 'Entfernt die Kanäle, deren Filter die kleinste euklidische Norm haben.',
    },
    fpgm: {
      summary:
        'Entfernt die Kanäle, deren Filter allen anderen am nächsten liegen und sich am leichtesten ersetzen lassen.',
    },
    'bn-scale': {
      label: 'BN-Skala',
      summary:
        'Entfernt die Kanäle, die die Batch-Normalisierung am stärksten verkleinert; gedacht für das schlanke Netz, das mit L1 auf γ trainiert ist.',
    },
    apoz: { summary: 'Entfernt die Kanäle, die auf Trainingsbildern am häufigsten null sind.' },
    'mean-activation': {
      label: 'Mittlere Aktivierung',
      summary: 'Entfernt die Kanäle, deren Aktivierungen auf Trainingsbildern am kleinsten sind.',
    },
    'taylor-channels': {
      label: 'Taylor, Kanäle',
      summary:
        'Entfernt die Kanäle, deren Fehlen den Verlust am wenigsten ändert, nach seinem Gradienten.',
    },
    'random-channels': {
      label: 'Zufällige Kanäle',
      summary: 'Lost Kanäle aus und entfernt sie: die Latte, die jedes Verfahren nehmen muss.',
    },
  },
  repairs: {
    recalibrate: {
      label: 'Neu kalibrieren',
      summary: 'Misst Mittelwerte und Varianzen jeder Batch-Normalisierung neu: kein Training.',
      done: 'neu kalibriert mit',
      short: 'Kal',
    },
    'least-squares': { label: 'Kleinste Quadrate', done: 'kleinste Quadrate mit', short: 'KQ' },
    refit: {
      label: 'Klassifikator neu anpassen',
      summary: 'Passt allein den Klassifikator an die Merkmale des reparierten Netzes an.',
      done: 'Klassifikator angepasst mit',
      short: 'Anp',
    },
    finetune: {
      label: 'Nachtrainieren',
      summary: 'Trainiert alle verbliebenen Gewichte mit den Trainingsbildern, auf allen Kernen.',
      done: 'nachtrainiert für',
    },
    distil: {
      label: 'Destillieren',
      summary: 'Trainiert auf die Antworten des dichten Netzes und auf die wahren Klassen hin.',
      done: 'destilliert für',
    },
    'finetune-int8': { label: 'Für int8 nachtrainieren', done: 'für int8 nachtrainiert für' },
  },
  rates: {
    'one-cycle': {
      label: 'ein Zyklus',
      summary: 'In den ersten 30 % hinauf zur Spitze, dann hinab',
    },
    cosine: { label: 'Kosinus', summary: 'Von der Spitze hinab bis auf nichts' },
  },
  runtimes: {
    tfjs: { name: 'TF.js dicht' },
    kernels: {
      label: 'Labor-Kernel',
      name: 'Labor-Kernel (dicht + dünn besetzt)',
      words: 'den Kerneln des Labors',
    },
  },
  precisions: {
    float32: { summary: 'Vier Bytes je Gewicht: was das Training hinterlässt.' },
    float16: {
      label: 'float16 gespeichert',
      summary: 'Zwei Bytes je Gewicht in der Datei; gerechnet wird in float32.',
    },
    int8: {
      summary:
        'Ein Byte je Gewicht und Wert, in ganzen Zahlen gerechnet; mit Trainingsbildern kalibriert.',
    },
  },
  axes: {
    'bytes-encoded': { label: 'Größe, dünn besetzt kodiert' },
    'bytes-dense': { label: 'Größe, dicht' },
    'bytes-gzip': { label: 'Größe, gzip' },
    macs: { label: 'Multiplikationen' },
    sparsity: { label: 'Anteil' },
    'energy-latency': { label: 'Zeit je Bild' },
    'memory-tfjs': { label: 'Größter Speicher, TF.js' },
    'memory-kernels': { label: 'Größter Speicher, Labor-Kernel' },
    'latency-tfjs': { label: 'Latenz, TF.js' },
    'latency-kernels': { label: 'Latenz, Labor-Kernel' },
    'ratio-tfjs': { label: 'Latenz ÷ dicht, TF.js', unit: '× dicht' },
    'ratio-kernels': { label: 'Latenz ÷ dicht, Labor-Kernel', unit: '× dicht' },
  },
  exports: {
    'onnx-norms': { label: 'ONNX mit Batch-Normalisierung' },
    sparse: { label: 'Pruning Lab, dünn besetzt' },
  },
  models: {
    'mobilenetv2-1.0-fashion-mnist': {
      summary: 'Das dichte Netz, mit dem das Beschneiden beginnt.',
    },
    'mobilenetv2-1.0-slim-fashion-mnist': {
      label: 'MobileNetV2 1.0 schlank',
      summary:
        'Mit einer L1-Strafe auf die Skalen γ der Batch-Normalisierung trainiert: Die meisten Kanäle sind schon abgeschaltet, und das Verfahren BN-Skala findet sie.',
    },
    'mobilenetv2-0.75-fashion-mnist': SMALLER,
    'mobilenetv2-0.5-fashion-mnist': SMALLER,
    'mobilenetv2-0.35-fashion-mnist': SMALLER,
  },
};
