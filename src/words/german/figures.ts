/** Die Karte der Zahlen: was das dichte Netz hat, was der Plan übrig lässt, was gemessen wurde. */
import { count, decimal, duration, percentDigits } from '../numbers';
import type { Words } from '../words';

export const figures: Words['figures'] = {
  title: 'Zahlen',
  afterCutting: 'Gleich nach dem Schnitt',
  afterRepair: 'Nach der Reparatur',
  noRepair: 'Nicht repariert',
  expected: (share) => `≈ ${percentDigits(share, 0)} %`,
  interval: (low, high, images) =>
    `${percentDigits(low, 1)}–${percentDigits(high, 1)} %, n = ${count(images)}`,

  range: (low, high) => `${percentDigits(low, 0)}–${percentDigits(high, 0)}`,
  ofFew: (share, images) => `${percentDigits(share, 1)} % von ${count(images)} Bildern`,
  notAnswered: 'Bilder noch nicht beantwortet',
  noPictures: 'Keine Bilder, keine Genauigkeit: Dieses Netz braucht dafür welche',

  figure: 'Zahl',
  dense: 'Dicht',
  planned: 'Geplant',
  againstDense: 'Gegen dicht',
  measured: 'Gemessen',
  rows: {
    accuracy: 'Genauigkeit',
    parameters: 'Parameter',
    nonZeros: 'Nicht null',
    macs: 'Multiplikationen',
    bytesDense: 'Bytes, dicht',
    bytesEncoded: 'Bytes, kodiert',
    bytesGzip: 'Bytes, gzip',
    saturated: 'Gesättigte Werte',
    memory: (runtime) => `Größter Speicher, ${runtime}`,
    latency: (runtime, threads = 1) =>
      `Latenz, ${runtime}${threads > 1 ? `, ${threads} Threads` : ''}`,
  },
  saturatedOf: (images) =>
    `Anteil der Werte von ${count(images)} Testbildern, die außerhalb der kalibrierten Bereiche liegen`,
  mayBeChance:
    'Kann Zufall sein: Das Intervall unten schließt nicht aus, dass sich nichts geändert hat.',
  otherImages: (images) =>
    `Das dichte Netz hat nicht dieselben ${count(images)} Bilder beantwortet: kein Unterschied`,
  timing: (ratio, { p25, p75, p95, runs, threads = 1 }) =>
    `${ratio === null ? '' : `${ratio}, `}IQR ${decimal(p25, 2)}–${decimal(p75, 2)}, p95 ${decimal(p95, 2)} ms, ${runs} Läufe` +
    (threads > 1 ? ` auf ${threads} Threads` : ''),
  note: (figure, detail) => `${figure}: ${detail}`,
  notPlanned: (why) => `Es lassen sich keine Zahlen planen: ${why}`,

  measuring: {
    latency: 'Misst: Latenz, während die anderen ruhen',
    latencyFirst: 'Misst: erst die Latenz, dann die Bilder',
    cutting: 'Misst: Beschneiden',
    'after-cutting': 'Misst: Genauigkeit nach dem Schnitt',
    repair: (step) => `Misst: Reparatur${step === null ? '' : `, ${step}`}`,
    'after-repair': 'Misst: Genauigkeit nach der Reparatur',
    'rest-after-cutting': 'Misst: mehr Bilder gleich nach dem Schnitt',
  },

  soFar: (answered, images, secondsLeft) =>
    `, ${count(answered)} von ${count(images)} Bildern, noch ${duration(secondsLeft)}`,

  network: {
    title: 'Netz',
    browser: 'Netz, behalten',
    page: 'Netz, im Speicher',
    keep: 'Behalten',
    keepHint:
      'Das Netz in diesem Browser behalten: Es lässt sich wieder messen, ohne noch einmal repariert zu werden',
    forget: 'Vergessen',
    trainAgain: 'Noch einmal trainieren',
    downloadNetwork: 'Netz herunterladen',
  },
};
