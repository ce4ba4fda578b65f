/** Der Benchmark dieses Geräts. */
import type { Words } from '../words';

export const benchmark: Words['benchmark'] = {
  title: 'Benchmark',
  run: 'Benchmark starten',
  cancel: 'Abbrechen',
  studyRuns: 'Eine Studie läuft, und beide wären langsam: ihr Ende abwarten oder sie abbrechen.',
  whatItDoes:
    'Stoppt TF.js und die Labor-Kernel auf diesem Gerät. Das nutzt einen Thread, am Ende mehrere, und dauert etwa eine halbe ' +
    'Minute, auf einem kleinen Rechner länger; den Regler so lange in Ruhe lassen.',
  progress: 'Fortschritt des Benchmarks',
  stages: {
    loading: 'Lädt',
    cutting: 'Die Netze werden beschnitten',
    '32px b1': 'Netze, 1 Bild auf einmal',
    '32px b16': 'Netze, 16 Bilder auf einmal',
    threads: 'Mehrere Threads',
    kernels: 'Einzelne Kernel',
  },
  batch: 'Stapel',
  batches: { '32px b1': '1 Bild', '32px b16': '16 Bilder' },

  network: 'Netz',
  tfjs: 'TF.js, dicht',
  lab: 'Labor-Kernel',
  speedUp: 'Beschleunigung',
  threads: 'Threads',
  oneImage: { dense: '1 Bild, float32', int8: '1 Bild, int8' },
  measureJoules: 'Joule nach Threads messen',
  joulesHint:
    'Joule je Bild des dichten Netzes, in float32 und int8, auf jeder Zahl von Threads, nach dem Ablauf unter Energie',
  joulesRun:
    'Die Energie wird gemessen: Unter Energie steht, wie weit, und dort lässt es sich beenden.',
  energy: 'Energie',
  aboveIdle: 'über Leerlauf',
  kernel: 'Kernel',
  gflops: 'GFLOP/s',
  ofPeak: 'Vom Höchsten',
  works: {
    dense: () => 'Dicht',
    sparse: (percent) => `${percent} % Nullen, je Schicht`,
    global: (percent) => `${percent} % Nullen, global`,
    nm24: () => '2 von 4 Nullen',
    block: (percent) => `${percent} % Nullen, 1×4-Blöcke`,
    channels: (percent) => `${percent} % der Kanäle weg`,
    int8: () => 'Int8, dicht',
    int8Sparse: (percent) => `Int8, ${percent} % Nullen, je Schicht`,
    int8Pairs: (percent) => `Int8, ${percent} % Nullen, Eingangspaare`,
    int8Blocks: (percent) => `Int8, ${percent} % Nullen, Blöcke von 4 Eingängen`,
  },
  howItIsMeasured: (tfjs, kernels) =>
    `Mediane verschränkter Läufe eines ganzen Stapels, TF.js ${tfjs}, Kernel „${kernels}“. TF.js rechnet immer das ` +
    'dichte Netz. Das Höchste ist das der Multiply-adds dieses Geräts zwischen Registern, im selben Lauf ' +
    'gemessen; Nullen zählen nicht.',
};
