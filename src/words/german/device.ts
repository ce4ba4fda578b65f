/** Die Seite des Geräts: was von ihm bekannt ist, was ihm fehlt und was hilft. */
import type { Words } from '../words';

export const device: Words['device'] = {
  title: 'Dieses Gerät',
  copy: 'Als Text kopieren',
  copied: 'Kopiert.',
  notCopied: 'Der Browser erlaubte es nicht: stattdessen die Tabelle markieren.',
  headline: (date) => `Pruning Lab, dieses Gerät, ${date}`,
  line: (name, value, note) => `${name}: ${value}${note === '' ? '' : ` (${note})`}`,

  rows: {
    model: 'Modell',
    processor: 'Prozessor',
    memory: 'Speicher',
    clock: 'Takt',
    temperature: 'Temperatur',
    supply: 'Versorgung und Wärme',
    pace: 'Tempo',
    system: 'System',
    browser: 'Browser',
    tfjs: 'TensorFlow.js',
    kernels: 'Kernel des Labors',
    selfTest: 'Selbsttest',
    timer: 'Uhr',
    threads: 'Threads',
    workers: 'Worker',
    benchmark: 'Benchmark',
    meter: 'Messgerät',
    storage: 'Ablage',
    notes: 'Hinweise',
  },

  unknown: 'nicht bekannt',
  loading: 'das Labor ist noch nicht geladen',
  untold:
    'Browser sagen keiner Seite etwas von der Platine. Der eigene Server des Labors tut es, wo er auf diesem Gerät läuft: npm start oder der Server des Archivs.',
  onPi: (command) => `auf einem Raspberry Pi: ${command}`,
  clock: (now, full) => (full === null ? `${now} GHz` : `${now} von ${full} GHz`),
  celsius: (degrees) => `${degrees} °C`,
  hot: 'Nahe 80 °C sinkt der Takt: die Platine kühlen (Kühlkörper, Lüfter).',
  memory: (total, available) => (available === null ? total : `${total}, davon ${available} frei`),
  toldMemory: (gigabytes) => `etwa ${gigabytes} GB, wie der Browser rundet`,
  littleMemory: 'Wenig: andere Tabs und Programme schließen.',

  trouble: {
    voltage: 'die Spannung war zu niedrig',
    capped: 'der Takt war begrenzt',
    throttled: 'er war gedrosselt',
    hot: 'er war nahe seiner Höchsttemperatur',
  },
  troubles: (troubles) => troubles.join(', '),
  now: (troubles) => `jetzt: ${troubles.join(', ')}`,
  since: (troubles) => `seit dem Start: ${troubles.join(', ')}`,
  fine: 'seit dem Start keine Störung',
  strongerSupply: 'Netzteil und Kabel nehmen, die 5,1 V bei 3 A halten.',
  cooler: 'Die Platine kühlen (Kühlkörper, Lüfter).',

  steady: 'das dichte Netz behielt in allen Messungen sein Tempo',
  untimed: 'noch nichts gemessen',

  selfTestPassed: 'jeder geladene Kernel rechnet, was er soll',
  selfTestFailed: 'nicht bestanden oder nicht gelaufen',
  perSecond: (gflops) => `höchstens ${gflops} GFLOP/s`,
  bench: (tfjs, lab) => `dichtes Netz: TF.js ${tfjs}, Kernel des Labors ${lab}`,
  notRun: 'nicht gelaufen',
  runIt: 'Der Reiter daneben startet ihn.',
  threads: (most) => (most === 1 ? '1' : `bis zu ${most} für ein Bild`),
  storage: (used, quota) => `${used} von ${quota} belegt`,
  fullStorage:
    'Fast voll: Studien als Dateien sichern und entfernen, was nicht mehr gebraucht wird.',
  storageUnknown: 'Über einfaches http von einem anderen Gerät sagen Browser das nicht.',
};
