/** What is to be cut, by how much, and what repairs it. */
import { percentDigits } from '../../base/percent';
import { bytes, count } from '../numbers';

export const plan = {
  sparsity: 'Sparsity',
  channelsCut: 'channels cut',
  zeros: 'zeros',
  /** Multiplications and bytes as shares of the dense network's. */
  verdict: {
    dense: 'The dense network: what every other point is compared with.',
    /** @param sentence of the cut */
    inPrecision: (label: string, sentence: string) => `In ${label}. ${sentence}`,
    stored: (bytes: number) => `Nothing is cut: ${changed(bytes, 'bytes')}.`,
    masked: (encodedBytes: number) =>
      `Dense runtime: masked weights will not run faster; ${encoded(encodedBytes)}.`,
    skipped: (macs: number, encodedBytes: number) =>
      `Sparse runtime: zeros are skipped, ${multiplications(macs)}; ${encoded(encodedBytes)}.`,
    removed: (channels: RemovedChannels) =>
      `Channels are really removed: ${multiplications(channels.macs)}, ` +
      `${changed(channels.bytes, 'bytes')}; ${expected(channels.speedUp)}.${oddSets(channels)}`,
  },

  /** Of a point that another one, measured in the same environment, leaves behind. */
  advice: {
    /** @param sentence of `better` */
    quantiseFirst: (sentence: string) => `Quantise before you prune: ${sentence}`,
    better: ({ name, more, bytes: least, ownBytes, time }: Better) =>
      `${name} answers ${more === 0 ? 'as many pictures' : `${count(more)} more of the pictures`} rightly ` +
      `with ${bytes(least)} instead of ${bytes(ownBytes)}` +
      `${time === null ? '' : `, in ${time.toFixed(2)} of the time`}.`,
  },

  model: 'Model',
  modelStays: (why: string) => `The model stays: ${why}.`,
  method: 'Pruning method',
  families: {
    unstructured: { name: 'Unstructured', what: 'single weights' },
    'semi-structured': { name: 'Semi-structured', what: 'weights in a pattern' },
    structured: { name: 'Structured', what: 'whole channels' },
  },

  scope: 'Scope',
  scopes: {
    inner: 'inner channels',
    'inner-streams': 'inner + streams + stem',
    all: 'everything, head too',
  },
  ranking: 'Ranking',
  rankings: {
    set: 'each set for itself',
    global: 'all together',
    'global-macs': 'all, by MACs bought',
    'global-bytes': 'all, by bytes bought',
  },
  rounding: 'Rounding',
  roundings: {
    1: 'none',
    4: 'multiples of 4',
    8: 'multiples of 8',
    16: 'multiples of 16',
  },
  minimum: 'Minimum',
  minimumHint: 'Fewest channels left in any set',
  seed: 'Seed',
  precision: 'Precision',
  runtime: 'Runtime',
  runtimeHint: 'What answers the test images',
  threads: 'Threads',
  threadsHint:
    'Threads of the lab’s kernels that compute one picture together, where latency and energy are measured',
  first: 'First',
  firstHint:
    'What is measured first. The latency of a large network is there in seconds, where its pictures take minutes',
  firsts: { accuracy: 'accuracy', latency: 'latency, then pictures' },
  images: 'Images',

  repair: 'Repair',
  trainingNeedsKernels: 'Training needs the lab’s kernels',
  needsPrecision: (precision: string) => `For the precision ${precision} alone: choose it first`,
  /** @param step the name of a step of the repair */
  amount: (step: string, unit: string) => `${step}: ${unit}`,
  unit: (step: string) => `${step}: unit`,
  units: { images: 'images', seconds: 'seconds', steps: 'steps', epochs: 'epochs' },
  rate: 'Rate',
  rateHint: (summary: string) => `How the learning rate goes. ${summary}`,
  schedule: 'Cuts',
  scheduleHint: 'When the cuts are made, in the first half of the training',
  schedules: {
    'one-shot': 'at once, before repair',
    linear: 'little by little, evenly',
    agp: 'little by little, fast first',
  },
  stepSeconds: (seconds: number) => `${seconds.toFixed(1)} s`,

  training: 'Training',
  trainingPaused: 'Training is paused',
  trainingNow: (now: TrainingNow) =>
    `step ${count(now.step)}, loss ${now.loss.toFixed(3)}, ${Math.ceil(now.secondsLeft)} s left` +
    (now.workers < now.allWorkers ? `, in ${now.workers} of ${now.allWorkers} workers` : ''),
  pause: 'Pause',
  resume: 'Resume',
  stopAndKeep: 'Stop and keep',
  cancel: 'Cancel',
  hiddenTab: 'Hidden tab',
  whenHidden: { continue: 'goes on', pause: 'pauses' },
};

interface TrainingNow {
  readonly step: number;
  readonly loss: number;
  readonly secondsLeft: number;
  readonly workers: number;
  /** Of the whole pool. */
  readonly allWorkers: number;
}

interface Better {
  readonly name: string;
  /** Pictures that it answers rightly beyond the point's own. */
  readonly more: number;
  readonly bytes: number;
  readonly ownBytes: number;
  /** As a share of the point's own; null where it may be equal. */
  readonly time: number | null;
}

interface RemovedChannels {
  readonly macs: number;
  readonly bytes: number;
  /** How many times as fast to expect: from, to. */
  readonly speedUp: readonly [least: number, most: number];
  /** Channel sets whose size is no multiple of `lanes`. */
  readonly oddSets: number;
  readonly lanes: number;
}

function changed(share: number, what: string): string {
  return `${percentDigits(Math.abs(1 - share), 0)} % ${share > 1 ? 'more' : 'fewer'} ${what}`;
}

function encoded(share: number): string {
  return changed(share, 'bytes when sparse-encoded');
}

function multiplications(share: number): string {
  return changed(share, 'multiplications');
}

function expected(speedUp: readonly number[]): string {
  const [low, high] = speedUp.map((times) => times.toFixed(1));
  return low === high ? `expect about ${low}× the speed` : `expect ${low} to ${high}× the speed`;
}

function oddSets({ oddSets: sets, lanes }: RemovedChannels): string {
  if (sets === 0) return '';
  const those = sets === 1 ? '1 channel set has' : `${sets} channel sets have`;
  return ` ${those} a size that is no multiple of ${lanes}, which can run slower; rounding avoids it.`;
}
