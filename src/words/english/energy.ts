/** Joules: what was measured, what was not, how it is done and how it goes. */
import { fixed } from '../../base/percent';
import { count, duration, millijoules, percent } from '../numbers';
import { disturbance, remedies } from './disturbances';

export const energy = {
  title: 'Energy',
  measure: 'Measure energy',
  connect: 'Connect a meter',
  measureFirst: 'Measure the plan first: let go of the slider.',
  /** Marked: see src/controls/Marked.svelte. */
  withoutMeter:
    'Without a meter energy is _estimated_: this device’s latency × the documented power of a Raspberry Pi 4B. ' +
    'It is drawn hollow and says so everywhere.',
  order: ({ meter, networks, runtime, windows, left, repeats, mostRepeats }: Order) =>
    `${meter}, ${networks} ${networks === 1 ? 'network' : 'networks'} on ${runtime}, ${windows}: ${left} with idle, ` +
    `warm-up and ${repeats} rounds, up to ${mostRepeats} while the interval stays wide; more where windows are disturbed`,
  windows: (least: number, most: number) => `windows of ${shortly(least)} to ${shortly(most)} s`,
  /** @param chosen seconds of a window; null: as long as the meter needs */
  longerWindows: ({ least, most, chosen, rate, readings }: LongerWindows) =>
    `windows of ${shortly(least)} to ${shortly(most)} s${chosen === null ? '' : ` instead of ${chosen} s`}, ` +
    `since the meter gives ${+rate.toPrecision(2)} readings a second and a window needs ${readings}`,

  networks: 'Networks',
  thisPlan: { label: 'This plan', hint: 'And the dense network beside it' },
  allNetworks: {
    label: (networks: number) => `All ${networks}`,
    hint: 'Every network that is measured',
  },
  cores: 'Busy cores',
  oneCore: 'One',
  allCores: (cores: number) => `All ${cores}`,
  window: 'Window',
  autoWindow: { label: 'Auto', hint: 'As long as the meter needs' },
  seconds: (seconds: number) => `${seconds} s`,
  repeats: 'Repeats at least',
  budget: 'No new round after',
  budgetOf: (minutes: number) => (minutes < 60 ? `${minutes} min` : `${minutes / 60} h`),

  measuring: 'Measuring energy',
  cancel: 'Cancel',
  waiting: 'Waiting for the workers to end what they do.',
  paused: 'Paused.',
  pausedMeanwhile:
    'The window that was disturbed is repeated; everything measured before it stays.',
  meter: 'Power meter …',
  leaveAlone:
    'Leave this page in front and the computer alone: mouse, other tabs and programs all draw power. The page ' +
    'stands still on purpose. Cancelling keeps what is measured.',
  /** Of a window in the trace in which no network runs. */
  idle: 'idle',
  settling: 'The board settles, then its idle power is read.',
  step: ({ plan, warmsUp, round, again }: Step) =>
    `${plan} ${warmsUp ? 'warms up, then its window runs' : 'runs'}: round ${round}` +
    `${again ? ', again because the last window was spoiled' : ''}.`,
  /** Marked. */
  progress: (left: string, sound: number, spoiled: number) =>
    `*${left} left*, ${sound} ${sound === 1 ? 'window' : 'windows'} measured${spoiled > 0 ? `, ${spoiled} spoiled` : ''}`,
  /** `4 min 2 s`, or `4 min 2 s to 13 min 10 s` where further rounds may come. */
  left: ({ sureMs, mostMs }: Left) => {
    const [sure, most] = [duration(sureMs / 1000), duration(mostMs / 1000)];
    return sure === most ? sure : `${sure} to ${most}`;
  },
  /** `1 min 20 s more than at first: 2 windows are measured again (page hidden)`. */
  added: ({ ms, again, causes, rounds }: Added) => {
    const reasons = [
      ...(causes.length > 0 ? [`${windowsAre(again)} measured again (${list(causes)})`] : []),
      ...(rounds > 0
        ? [`${rounds} more ${rounds === 1 ? 'round' : 'rounds'}, as the interval is still wide`]
        : []),
    ];
    return `${duration(ms / 1000)} more than at first: ${reasons.join(', ')}`;
  },

  names: {
    measured: (disturbed: boolean) => `Energy, gross${disturbedToo(disturbed)}`,
    simulated: (disturbed: boolean) => `Energy, simulated${disturbedToo(disturbed)}`,
    estimated: (disturbed: boolean) => `Energy, estimated${disturbedToo(disturbed)}`,
    aboveIdle: '… above idle',
  },
  /** What was not measured says so in front. */
  joules: {
    measured: millijoules,
    simulated: (joules: number) => `sim. ${millijoules(joules)}`,
    estimated: (joules: number) => `est. ${millijoules(joules)}`,
    disturbed: (text: string) => `disturbed ${text}`,
  },
  estimate: (gross: Interval) =>
    `estimated, ${range(gross)}: latency × documented power of a Raspberry Pi 4B`,
  simulatedBy: (meter: string) => `simulated, not measured (${meter})`,
  intervals: (gross: Interval, aboveIdle: Interval) =>
    `95 % ${range(gross)}${kinds(gross)}, above idle ${range(aboveIdle)}${kinds(aboveIdle)}`,
  accuracy: (limits: string, source: string) => `the meter may be off by ${limits} (${source})`,
  watts: (watts: number) => `${watts.toFixed(2)} W`,
  droop: (volts: number) => `droop ${volts.toFixed(2)} V`,
  perWattHour: (inferences: number) => `${count(Math.round(inferences / 1000))} k inferences/Wh`,
  windowsBehind: (sound: number, spoiled: number) =>
    `${sound} ${sound === 1 ? 'window' : 'windows'}${spoiled > 0 ? ` and ${spoiled} spoiled` : ''}`,
  slowedDown: (share: number) => `${Math.round(100 * share)} % slower at the end: throttled?`,
  /** @param troubles what the board said of itself */
  troubled: (troubles: string) => `⚠ the board was in trouble meanwhile: ${troubles}`,
  parts: (parts: readonly string[]) => parts.join('; '),
  /** Against the dense network, under one meter. */
  ratio: ({ mean, low, high }: Interval) =>
    `gross ${mean.toFixed(3)} of dense (95 % ${low.toFixed(3)} to ${high.toFixed(3)}), in which the meter’s factor cancels`,

  columns: {
    window: 'Window',
    seconds: 's',
    inferences: 'Inferences',
    watts: 'W',
    idleWatts: 'Idle W',
    lowestVolts: 'Lowest V',
    readings: 'Readings',
    drift: 'Drift',
    counts: 'Counts?',
  },
  driftHint: 'Latency at the end over latency at the beginning',
  counts: 'counts',
  /** A few words, for a table. @param reason as in study.json; one that this version does not know stands for itself */
  spoiledBy: disturbance,
  /** What helps against several reasons, without a stop. */
  /** Why the joules come from disturbed windows, and what helps. */
  disturbed: (reasons: readonly string[]) => `disturbed, no window was clean: ${remedies(reasons)}`,

  howMeasured: 'How this is measured',
  /** A paragraph each. Marked. @param lengths null without a meter: they depend on it */
  protocol: (lengths: Lengths | null, limits: Limits) => [
    `*Settle*${about(lengths?.settleMs)} until power has come to rest, then *idle*: what the board draws with all ` +
      'workers resting. Before and after every window, since idle power creeps with temperature; the afterglow of ' +
      'the load is fitted and subtracted, and how badly idle windows foretell each other widens the interval.',
    `*Warm-up*${about(lengths?.warmUpMs)} under the same load, so that clock and temperature are steady, then the ` +
      `*window*${about(lengths?.windowMs)}: one image after another at batch 1, in one worker or in one a core. ` +
      'Energy is mean power × exact time; what the meter may miss at the edges widens the interval. A window needs ' +
      `${limits.readings} new readings, so slow meters get longer ones. All lengths vary at random, so that nothing ` +
      'that comes and goes stays in step.',
    '*Rounds* visit the networks in another order each time, so that drift favours none. ' +
      (lengths
        ? `At least ${lengths.repeats} of them, at most ${lengths.mostRepeats}, until the 95 % interval is within ` +
          `±${percent(lengths.wantedShare, 0)} or the time is spent. `
        : '') +
      'The interval holds two kinds, shown apart: _random_, what repeats differ by (Student’s t), noise and idle ' +
      'level; and _systematic_, which no repeat makes smaller: the meter’s counts, its stated accuracy and the ' +
      'afterglow. Between networks under one meter its accuracy cancels.',
    '*Gross* is all that the board draws, as benchmarks report it; *above idle* is what the network adds.',
    '*Quiet:* while a window runs the page draws nothing, other work waits, and the screen stays on. A hidden page, ' +
      `a lost meter, gaps of more than ${percent(limits.gaps, 0)}, or inferences that end ${percent(limits.drift, 0)} ` +
      'slower or faster than they began (a throttled or busy processor) spoil a window: it is marked, kept, and ' +
      `repeated up to ${limits.again} times. After ${limits.hopeless} in a row none is repeated any more. Where a ` +
      'network has no clean window, its joules come from the disturbed ones, marked _disturbed_, with an interval as ' +
      'wide as that makes them.',
  ],
};

interface Order {
  readonly meter: string;
  readonly networks: number;
  readonly runtime: string;
  readonly windows: string;
  readonly left: string;
  readonly repeats: number;
  readonly mostRepeats: number;
}

interface LongerWindows {
  /** Milliseconds. */
  readonly least: number;
  readonly most: number;
  readonly chosen: number | null;
  /** Readings a second. */
  readonly rate: number;
  /** That a window needs. */
  readonly readings: number;
}

interface Step {
  readonly plan: string;
  readonly warmsUp: boolean;
  readonly round: number;
  readonly again: boolean;
}

interface Left {
  readonly sureMs: number;
  readonly mostMs: number;
}

/** What came on top of the time that was promised. */
interface Added {
  readonly ms: number;
  /** Windows that are measured again; 0: an idle window is. */
  readonly again: number;
  readonly causes: readonly string[];
  /** Rounds more than the least. */
  readonly rounds: number;
}

/** Joules, or shares. */
interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Half of the interval by what repeats differ by, and by what all of them share. */
  readonly random?: number;
  readonly systematic?: number;
}

interface Lengths {
  readonly settleMs: number;
  readonly warmUpMs: number;
  readonly windowMs: number;
  readonly repeats: number;
  readonly mostRepeats: number;
  /** Of the mean. */
  readonly wantedShare: number;
}

interface Limits {
  /** That a window needs. */
  readonly readings: number;
  /** Shares: of the time, and of the latency. */
  readonly gaps: number;
  readonly drift: number;
  readonly again: number;
  readonly hopeless: number;
}

function about(ms: number | undefined): string {
  return ms === undefined ? '' : ` (${+(ms / 1000).toFixed(1)} s)`;
}

function shortly(ms: number): string {
  return String(+(ms / 1000).toFixed(ms < 10_000 ? 1 : 0));
}

function windowsAre(again: number): string {
  if (again === 0) return 'an idle window is';
  return again === 1 ? '1 window is' : `${again} windows are`;
}

function list(reasons: readonly string[]): string {
  return reasons.map(disturbance).join(', ');
}

function disturbedToo(disturbed: boolean): string {
  return disturbed ? ', disturbed' : '';
}

function range({ low, high }: Interval): string {
  return `${fixed(1000 * low, 2)} to ${millijoules(high)}`;
}

/** `(±0.12 random, ±0.08 systematic)`: what more repeats make smaller, and what they do not. */
function kinds({ random, systematic }: Interval): string {
  if (random === undefined || systematic === undefined) return '';
  return ` (±${twoDigits(1000 * random)} random, ±${twoDigits(1000 * systematic)} systematic)`;
}

function twoDigits(value: number): string {
  return value === 0 ? '0' : String(+value.toPrecision(2));
}
