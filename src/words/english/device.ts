/** The device page: what is known of the machine, what it lacks, and what helps. */

export const device = {
  title: 'This device',
  copy: 'Copy as text',
  copied: 'Copied.',
  notCopied: 'The browser did not allow it: select the table instead.',
  /** The first line of the text. */
  headline: (date: string) => `Pruning Lab, this device, ${date}`,
  line: (name: string, value: string, note: string) =>
    `${name}: ${value}${note === '' ? '' : ` (${note})`}`,

  rows: {
    model: 'Model',
    processor: 'Processor',
    memory: 'Memory',
    clock: 'Clock',
    temperature: 'Temperature',
    supply: 'Supply and heat',
    pace: 'Pace',
    system: 'System',
    browser: 'Browser',
    tfjs: 'TensorFlow.js',
    kernels: 'The lab’s kernels',
    selfTest: 'Self-test',
    timer: 'Timer',
    threads: 'Threads',
    workers: 'Workers',
    benchmark: 'Benchmark',
    meter: 'Meter',
    storage: 'Storage',
    notes: 'Notes',
  },

  unknown: 'not known',
  loading: 'the lab is not loaded yet',
  /** Above the table, where no board is told of. */
  untold:
    'Browsers tell no page of the board. The lab’s own server does, where it runs on this machine: npm start, or the server of the archive.',
  /** @param command for a terminal */
  onPi: (command: string) => `on a Raspberry Pi: ${command}`,
  clock: (now: string, full: string | null) =>
    full === null ? `${now} GHz` : `${now} of ${full} GHz`,
  celsius: (degrees: string) => `${degrees} °C`,
  /** A Raspberry Pi lowers its clock from here on. */
  hot: 'Near 80 °C the clock falls: cool the board (heat sink, fan).',
  memory: (total: string, available: string | null) =>
    available === null ? total : `${total}, ${available} of it free`,
  toldMemory: (gigabytes: number) => `about ${gigabytes} GB, as the browser rounds it`,
  littleMemory: 'Little: close other tabs and programs.',

  /** By bit of `vcgencmd get_throttled`, now and at some time since the board was started. */
  trouble: {
    voltage: 'the voltage was too low',
    capped: 'the clock was held down',
    throttled: 'it was throttled',
    hot: 'it was near its highest temperature',
  },
  troubles: (troubles: readonly string[]) => troubles.join(', '),
  now: (troubles: readonly string[]) => `now: ${troubles.join(', ')}`,
  since: (troubles: readonly string[]) => `since the start: ${troubles.join(', ')}`,
  fine: 'no trouble since the start',
  strongerSupply: 'Use a supply and a cable that hold 5.1 V at 3 A.',
  cooler: 'Cool the board (heat sink, fan).',

  steady: 'the dense network kept its pace in all timings',
  untimed: 'nothing is timed yet',

  selfTestPassed: 'every kernel that was loaded computes what it should',
  selfTestFailed: 'not passed, or not run',
  perSecond: (gflops: string) => `${gflops} GFLOP/s at most`,
  bench: (tfjs: string, lab: string) => `dense network: TF.js ${tfjs}, the lab’s kernels ${lab}`,
  notRun: 'not run',
  runIt: 'The tab beside this one runs it.',
  threads: (most: number) => (most === 1 ? '1' : `up to ${most} for one picture`),
  storage: (used: string, quota: string) => `${used} used of ${quota}`,
  fullStorage: 'Nearly full: save studies as files, and remove what you need no more.',
  storageUnknown: 'Over plain http from another machine browsers do not tell.',
};
