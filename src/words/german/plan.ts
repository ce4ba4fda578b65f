/** Was beschnitten wird, wie viel davon, und was es repariert. */
import { bytes, count, decimal, percentDigits } from '../numbers';
import type { Words } from '../words';

type RemovedChannels = Parameters<Words['plan']['verdict']['removed']>[0];

export const plan: Words['plan'] = {
  sparsity: 'Anteil',
  channelsCut: 'Kanäle weg',
  zeros: 'Nullen',
  verdict: {
    dense: 'Das dichte Netz: Mit ihm wird jeder andere Punkt verglichen.',
    inPrecision: (label, sentence) => `In ${label}. ${sentence}`,
    stored: (share) => `Nichts ist beschnitten: ${changed(share, 'Bytes')}.`,
    masked: (share) =>
      `Dichte Laufzeit: Mit Nullen rechnet sie nicht schneller; ${encoded(share)}.`,
    skipped: (macs, share) =>
      `Laufzeit für dünn besetzte Netze: Nullen werden übersprungen, ${multiplications(macs)}; ${encoded(share)}.`,
    removed: (channels) =>
      `Kanäle fallen wirklich weg: ${multiplications(channels.macs)}, ` +
      `${changed(channels.bytes, 'Bytes')}; ${expected(channels.speedUp)}.${oddSets(channels)}`,
  },

  advice: {
    quantiseFirst: (sentence) => `Erst quantisieren, dann beschneiden: ${sentence}`,
    better: ({ name, more, bytes: least, ownBytes, time }) =>
      `${name} beantwortet ${more === 0 ? 'ebenso viele Bilder' : `${count(more)} Bilder mehr`} richtig, ` +
      `mit ${bytes(least)} statt ${bytes(ownBytes)}` +
      `${time === null ? '' : `, im ${decimal(time, 2)}-Fachen der Zeit`}.`,
  },

  model: 'Modell',
  modelStays: (why) => `Das Modell bleibt: ${why}.`,
  method: 'Verfahren',
  families: {
    unstructured: { name: 'Unstrukturiert', what: 'einzelne Gewichte' },
    'semi-structured': { name: 'Halbstrukturiert', what: 'Gewichte in einem Muster' },
    structured: { name: 'Strukturiert', what: 'ganze Kanäle' },
  },

  scope: 'Umfang',
  scopes: {
    inner: 'innere Kanäle',
    'inner-streams': 'innere + Ströme + Eingang',
    all: 'alles, auch der Kopf',
  },
  ranking: 'Rangfolge',
  rankings: {
    set: 'jede Gruppe für sich',
    global: 'alle zusammen',
    'global-macs': 'alle, nach gesparten MACs',
    'global-bytes': 'alle, nach gesparten Bytes',
  },
  rounding: 'Rundung',
  roundings: {
    1: 'keine',
    4: 'Vielfache von 4',
    8: 'Vielfache von 8',
    16: 'Vielfache von 16',
  },
  minimum: 'Mindestens',
  minimumHint: 'Wie viele Kanäle jeder Gruppe mindestens bleiben',
  seed: 'Startwert',
  precision: 'Zahlenformat',
  runtime: 'Laufzeit',
  runtimeHint: 'Was die Testbilder beantwortet',
  threads: 'Threads',
  threadsHint:
    'Threads der Labor-Kernel, die zusammen ein Bild berechnen, wo Latenz und Energie gemessen werden',
  first: 'Zuerst',
  firstHint:
    'Was zuerst gemessen wird. Die Latenz eines großen Netzes ist in Sekunden da, seine Bilder brauchen Minuten',
  firsts: { accuracy: 'Genauigkeit', latency: 'Latenz, dann Bilder' },
  images: 'Bilder',

  repair: 'Reparatur',
  trainingNeedsKernels: 'Training braucht die Labor-Kernel',
  needsPrecision: (precision) => `Nur für das Zahlenformat ${precision}: dieses zuerst wählen`,
  amount: (step, unit) => `${step}: ${unit}`,
  unit: (step) => `${step}: Einheit`,
  units: { images: 'Bilder', seconds: 'Sekunden', steps: 'Schritte', epochs: 'Epochen' },
  rate: 'Lernrate',
  rateHint: (summary) => `Wie die Lernrate verläuft. ${summary}`,
  schedule: 'Schnitte',
  scheduleHint: 'Wann geschnitten wird, in der ersten Hälfte des Trainings',
  schedules: {
    'one-shot': 'auf einmal, vor der Reparatur',
    linear: 'nach und nach, gleichmäßig',
    agp: 'nach und nach, erst schnell',
  },
  stepSeconds: (seconds) => `${decimal(seconds, 1)} s`,

  training: 'Training',
  trainingPaused: 'Das Training ist angehalten',
  trainingNow: (now) =>
    `Schritt ${count(now.step)}, Verlust ${decimal(now.loss, 3)}, noch ${Math.ceil(now.secondsLeft)} s` +
    (now.workers < now.allWorkers ? `, in ${now.workers} von ${now.allWorkers} Workern` : ''),
  pause: 'Anhalten',
  resume: 'Fortsetzen',
  stopAndKeep: 'Beenden und behalten',
  cancel: 'Abbrechen',
  hiddenTab: 'Verdeckter Tab',
  whenHidden: { continue: 'geht weiter', pause: 'hält an' },
};

function changed(share: number, what: string): string {
  return `${percentDigits(Math.abs(1 - share), 0)} % ${share > 1 ? 'mehr' : 'weniger'} ${what}`;
}

function encoded(share: number): string {
  return changed(share, 'Bytes, wenn dünn besetzt kodiert');
}

function multiplications(share: number): string {
  return changed(share, 'Multiplikationen');
}

function expected(speedUp: readonly number[]): string {
  const [low, high] = speedUp.map((times) => decimal(times, 1));
  return low === high
    ? `zu erwarten ist etwa das ${low}-Fache des Tempos`
    : `zu erwarten ist das ${low}- bis ${high}-Fache des Tempos`;
}

function oddSets({ oddSets: sets, lanes }: RemovedChannels): string {
  if (sets === 0) return '';
  const those = sets === 1 ? '1 Kanalgruppe hat' : `${sets} Kanalgruppen haben`;
  return ` ${those} eine Größe, die kein Vielfaches von ${lanes} ist; das kann langsamer laufen, Runden vermeidet es.`;
}
