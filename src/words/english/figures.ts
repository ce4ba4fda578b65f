/** The card of figures: what the dense network has, what the plan will leave, what was measured. */
import { percentDigits } from '../../base/percent';
import { count, duration } from '../numbers';

export const figures = {
  title: 'Figures',
  afterCutting: 'Right after cutting',
  afterRepair: 'After repair',
  noRepair: 'Not repaired',
  /** @param low share */
  interval: (low: number, high: number, images: number) =>
    `${percentDigits(low, 1)}–${percentDigits(high, 1)} %, n = ${count(images)}`,

  /** Of so few pictures that the interval comes first. */
  range: (low: number, high: number) => `${percentDigits(low, 0)}–${percentDigits(high, 0)}`,
  ofFew: (share: number, images: number) =>
    `${percentDigits(share, 1)} % of ${count(images)} pictures`,
  expected: (share: number) => `≈ ${percentDigits(share, 0)} %`,
  notAnswered: 'Pictures not answered yet',
  noPictures: 'No pictures, no accuracy: bring some for this network',

  figure: 'Figure',
  dense: 'Dense',
  planned: 'Planned',
  againstDense: 'Against dense',
  measured: 'Measured',
  rows: {
    accuracy: 'Accuracy',
    parameters: 'Parameters',
    nonZeros: 'Non-zeros',
    macs: 'Multiplications',
    bytesDense: 'Bytes, dense',
    bytesEncoded: 'Bytes, encoded',
    bytesGzip: 'Bytes, gzip',
    saturated: 'Values saturated',
    memory: (runtime: string) => `Peak memory, ${runtime}`,
    latency: (runtime: string, threads = 1) =>
      `Latency, ${runtime}${threads > 1 ? `, ${threads} threads` : ''}`,
  },
  saturatedOf: (images: number) =>
    `Share of the values of ${count(images)} test pictures that lie beyond the calibrated ranges`,
  mayBeChance: 'May be chance: the interval below does not exclude that nothing changed.',
  otherImages: (images: number) =>
    `The dense network has not answered the same ${count(images)} pictures: no difference`,
  /** @param ratio against dense, with its interval; null where there is none */
  timing: (ratio: string | null, { p25, p75, p95, runs, threads = 1 }: Timing) =>
    `${ratio === null ? '' : `${ratio}, `}IQR ${p25.toFixed(2)}–${p75.toFixed(2)}, p95 ${p95.toFixed(2)} ms, ${runs} runs` +
    (threads > 1 ? ` on ${threads} threads` : ''),
  /** How a figure was found. */
  note: (figure: string, detail: string) => `${figure}: ${detail}`,
  notPlanned: (why: string) => `No figures can be planned: ${why}`,

  measuring: {
    latency: 'Measuring: latency, while the pool rests',
    latencyFirst: 'Measuring: latency first, pictures next',
    cutting: 'Measuring: cutting',
    'after-cutting': 'Measuring: accuracy after cutting',
    /** @param step label of its repair step; null where none began */
    repair: (step: string | null) =>
      `Measuring: repair${step === null ? '' : `, ${step.toLowerCase()}`}`,
    'after-repair': 'Measuring: accuracy after repair',
    'rest-after-cutting': 'Measuring: more pictures right after cutting',
  },

  /** Behind what is measured. */
  soFar: (answered: number, images: number, secondsLeft: number) =>
    `, ${count(answered)} of ${count(images)} pictures, ${duration(secondsLeft)} left`,

  network: {
    title: 'Network',
    browser: 'Network, kept',
    page: 'Network, in memory',
    keep: 'Keep',
    keepHint:
      'Keep the network in this browser: it can be measured again without being repaired again',
    forget: 'Forget',
    trainAgain: 'Train again',
    downloadNetwork: 'Download network',
  },
};

/** Of a latency, ms. */
interface Timing {
  readonly p25: number;
  readonly p75: number;
  readonly p95: number;
  readonly runs: number;
  readonly threads?: number;
}
