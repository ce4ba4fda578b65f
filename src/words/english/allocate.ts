/** How the cuts are spread: by sensitivity, by a search under a budget. */
import { bytes, duration, milliseconds, millions, percent } from '../numbers';

export const allocate = {
  title: 'Allocate',
  show: 'Show',
  views: {
    sensitivity: { label: 'Sensitivity', hint: 'Cut one set or layer at a time' },
    search: { label: 'Budget search', hint: 'Spread the cuts to meet a budget' },
  },

  stop: 'Stop, keep what is measured',
  /** @param total 0 while it is not known yet */
  progress: (done: number, total: number, secondsLeft: number | null) =>
    `${done} of ${total || '…'}${timeLeft(secondsLeft)}`,
  measure: 'Measure sensitivity',
  measureOn: 'Measure on',
  csv: 'CSV',
  json: 'JSON',
  /** What is cut at a time. */
  units: { channels: 'channel set', weights: '1×1 layer' },
  /** Of a method that cuts channels, or weights. */
  whatItDoes: (method: string, channels: boolean) =>
    `Cuts one ${unit(channels)} at a time by ${method} and shows which of them the network can spare. ` +
    'Coarse first, then finer; forward only, on training images.',
  whatItShows: (method: string, channels: boolean) =>
    `${method}: one ${unit(channels)} at a time cut by the slider’s share, the others whole, nothing ` +
    'repaired. Numbers are right answers in percent to 300 training images that nothing else looks at; the ' +
    'redder, the more the cross-entropy rose. Under each name, its ' +
    `${channels ? 'channels' : 'weights'}.`,

  budget: 'Budget, % of the dense network',
  budgetOf: 'of its',
  budgets: {
    macs: { label: 'MACs', hint: 'Multiplications of one image' },
    bytes: { label: 'Bytes', hint: 'Float32 weights file' },
    ms: { label: 'ms', hint: 'By the times of single layers, measured on this device' },
    mJ: { label: 'mJ', hint: 'Those times × the power of the board' },
  },
  costs: {
    macs: millions,
    bytes,
    ms: milliseconds,
    mJ: (millijoules: number) => `${millijoules.toFixed(2)} mJ`,
  },
  search: 'Search',
  cancel: 'Cancel',
  needsChannels: (method: string) =>
    `${method} zeroes single weights: choose a method that removes channels to spread its cuts.`,
  searchProgress: 'Search progress',
  round: (round: number, done: number, of: number, secondsLeft: number | null) =>
    `Round ${round}: ${done} of ${of} cuts tried${timeLeft(secondsLeft)}`,
  lastRound: (cost: string, loss: number, set: string) =>
    `· now at ${cost}, cross-entropy ${loss.toFixed(3)}; last gave: ${set}`,
  /** Marked: see src/controls/Marked.svelte. */
  found: (rounds: number, cost: string, denseCost: string, cut: number) =>
    `*Found in ${rounds} rounds, now the plan:* ${cost} of ${denseCost}, ${percent(cut, 1)} of the channels cut. ` +
    'The slider scales all shares together.',
  energyMeasured: (watts: number) => `Energy is layer time × measured ${watts.toFixed(2)} W.`,
  energyEstimated: (watts: number) => `Energy is estimated: layer time × ${watts.toFixed(2)} W.`,
  timeEstimated:
    'Estimated from the times of single layers on this device; the benchmark of the plan is on the card.',
  setGives: (set: string, share: number) => `${set} −${percent(share, 0)}`,
  howItSearches:
    'After NetAdapt (Yang et al. 2018): in each round every channel set is tried at the smallest cut that saves ' +
    'its share of the budget; the one that raises the cross-entropy of 256 training images least, after a short ' +
    'recalibration, is taken. Each set ends with a share of its own.',
};

function unit(channels: boolean): string {
  return channels ? allocate.units.channels : allocate.units.weights;
}

function timeLeft(seconds: number | null): string {
  return seconds === null ? '' : `, ${duration(seconds)} left`;
}
