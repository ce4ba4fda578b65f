/** Was Zeilen von Tabellen von sich sagen; Namen von Verfahren und Dateiformaten, die überall gleich sind, fehlen hier. */
import type { RowsOtherwise } from '../rows';

const SMALLER = {
  summary:
    'Ein kleineres dichtes Netz, genauso von Grund auf trainiert: Das muss ein beschnittenes großes übertreffen.',
};

const PAIR_FIRST =
  'Zuerst in den Bluetooth-Einstellungen des Systems koppeln (PIN 1234). Bluetooth auf der gemessenen Platine kommt zum Gemessenen hinzu.';

const BLE_ON =
  'Bluetooth muss an diesem Rechner eingeschaltet sein; das Messgerät wird in dessen Einstellungen nicht gekoppelt. Bluetooth auf der gemessenen Platine kommt zum Gemessenen hinzu.';

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
    'least-squares': {
      label: 'Kleinste Quadrate',
      summary:
        'Passt jede 1×1-Faltung an das an, was das dichte Netz dort berechnet, Schicht für Schicht: kein Training.',
      done: 'kleinste Quadrate mit',
      short: 'KQ',
    },
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
      short: 'NT',
    },
    distil: {
      label: 'Destillieren',
      summary: 'Trainiert auf die Antworten des dichten Netzes und auf die wahren Klassen hin.',
      done: 'destilliert für',
      short: 'Dest',
    },
    'finetune-int8': {
      label: 'Für int8 nachtrainieren',
      summary:
        'Trainiert mit Gewichten und Werten nach, die gerundet sind, wie int8 sie runden wird, damit das Netz damit umzugehen lernt.',
      done: 'für int8 nachtrainiert für',
      short: 'NT8',
    },
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
    'energy-gross': { label: 'Energie je Bild' },
    'energy-above-idle': { label: 'Energie über Leerlauf' },
    'energy-latency': { label: 'Zeit je Bild' },
    'memory-kernels': { label: 'Größter Speicher, Labor-Kernel' },
    'latency-tfjs': { label: 'Latenz, TF.js' },
    'latency-kernels': { label: 'Latenz, Labor-Kernel' },
    'ratio-tfjs': { label: 'Latenz ÷ dicht, TF.js', unit: '× dicht' },
    'ratio-kernels': { label: 'Latenz ÷ dicht, Labor-Kernel', unit: '× dicht' },
  },
  meters: {
    um24c: {
      description: 'USB-A ein und aus, kleine Farbanzeige, Bluetooth',
      warning: PAIR_FIRST,
    },
    um25c: {
      description: 'USB-A, Micro-USB und USB-C ein, kleine Farbanzeige, Bluetooth',
      warning: PAIR_FIRST,
    },
    um34c: {
      description: 'USB-A, USB-C und Micro-USB, kleine Farbanzeige, Bluetooth',
      warning: PAIR_FIRST,
    },
    tc66: {
      name: 'RDTech TC66 oder TC66C',
      description: 'USB-C ein und aus; die Micro-USB-Buchse an der Seite führt zum Rechner',
    },
    yzxstudio: {
      name: 'YZXstudio ZY1280 oder ZY1280E',
      description: 'USB-A und USB-C, Anzeige, eigenes Micro-USB zum Rechner',
    },
    powerz: {
      name: 'ChargerLAB POWER-Z KM003C oder KM002C',
      description: 'USB-C ein und aus, Anzeige; ein zweites USB-C führt zum Rechner',
    },
    ppk2: {
      description: 'offene Platine mit zwei Stiftleisten, für Mikrocontroller',
      warning:
        'Verträgt höchstens 1 A. Ein Raspberry Pi 4B zieht unter Last mehr (ab 1,25 A): keinen darüber versorgen. Die Spannung ist angenommen, nicht gemessen.',
    },
    'avhzy-ct2': { description: 'USB-A und USB-C, Farbanzeige, Micro-USB zum Rechner' },
    'text-lines': {
      name: 'Platine, die Text ausgibt (INA219, INA226, INA228, INA260 …)',
      description:
        'Arduino, ESP32, Pico oder Ähnliches, das Volt und Ampere ausgibt, eine Zeile je Messwert',
    },
    'fnirsi-fnb58': {
      name: 'FNIRSI FNB58, FNB48S oder FNB48P',
      description: 'USB-A, USB-C und Micro-USB, Farbanzeige; eine USB-Buchse führt zum Rechner',
    },
    'fnirsi-c1': {
      name: 'FNIRSI C1 oder FNB48',
      description: 'USB-C ein und aus, Farbanzeige; eine USB-Buchse führt zum Rechner',
    },
    witrn: {
      name: 'WITRN U2p, U3, U3L, A2, A2L, C4, C5 oder K2',
      description: 'USB-A oder USB-C, Anzeige; eine eigene USB-Buchse führt zum Rechner',
    },
    'um25c-ble': {
      name: 'RDTech UM25C über Bluetooth LE',
      description: 'die neueren, die Systeme als Bluetooth-LE-Gerät aufführen',
      warning: BLE_ON,
    },
    'tc66c-ble': {
      name: 'RDTech TC66C über Bluetooth LE',
      description: 'ohne Kabel zum Rechner; das C im Namen steht für Bluetooth',
      warning: BLE_ON,
    },
    'fnirsi-ble': {
      name: 'FNIRSI FNB58 über Bluetooth LE',
      description:
        'auch FNB48, FNB48S, FNB48P und C1, wo Bluetooth in ihrem Menü eingeschaltet ist',
      warning: BLE_ON,
    },
  },
  accuracies: {
    unpublished: { source: 'angenommen: Eine Angabe des Herstellers war nicht zu finden' },
    um25c: { source: 'Angaben von RDTech, wie Benutzer sie nennen' },
    um: {
      source: 'angenommen: die Angaben von RDTech für das UM25C, in Zählschritten dieses Geräts',
    },
    ina: {
      source:
        'das Schlechteste aus den Datenblättern von TI für INA219, INA226 und INA260; ein Messwiderstand von ±1 % ist angenommen',
    },
    ppk2: { source: 'Nordic: ±15 % im höchsten Bereich' },
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
