/** The power meter: choosing and connecting it, what it reads, what it sends. */
import { fixed } from '../../base/percent';
import { bytes, count, duration } from '../numbers';
import { withStop } from '../wholeSentence';
import { meterHelp } from './meterHelp';

export const meter = {
  title: 'Power meter',
  tab: 'Meter',
  simulated: (name: string) => `Simulated ${name}`,
  recorded: (name: string) => `${name}, recorded`,
  /** Drawn into every picture of samples that no meter measured. */
  notices: { simulated: 'simulated', replay: 'recording, not live' },

  noReading: 'no reading yet',
  nowReading: (reading: string, rate: string) => `${reading} · ${rate}`,
  together: (sentences: readonly string[]) => sentences.join('; '),

  wasConnected: {
    serial: (name: string) =>
      `${name} was connected last. The browser did not keep its port (adapters without a serial number are forgotten ` +
      'when unplugged): connect it and choose it again.',
    ble: (name: string) =>
      `${name} was connected last. Browsers do not keep Bluetooth devices: connect it and choose it again.`,
  },
  connecting: (name: string) => `${name}: waiting for the browser and the meter …`,
  didNotConnect: 'the meter did not connect: try again',
  lost: (name: string, why: string) => `${name}: ${withStop(why)} Looking for it …`,
  unplugged: 'it was unplugged',
  troubled: (name: string, why: string) => `${name}: ${withStop(why)}`,
  silent: (name: string) =>
    `${name} is open, but has sent no reading yet. Is it switched on, and is it the right one?`,
  connected: (name: string) => `${name} is connected.`,
  plays: (name: string) => `${name}. It plays again and again.`,
  playsLog: ({ format, fileName, rows, seconds, damaged, firstDamaged }: Log) =>
    `${format} log${fileName ? ` ${fileName}` : ''}: ${several(rows, 'row')}, ${perSecond(rows, seconds)} a second, ` +
    `${seconds.toFixed(seconds < 100 ? 1 : 0)} s.` +
    (damaged > 0
      ? ` ${several(damaged, 'damaged row')} left out, the first in line ${count(firstDamaged!)}.`
      : '') +
    ' It plays again and again.',

  volts: (volts: number) => `${twoDecimals(volts)} V`,
  amps: (amps: number) => `${twoDecimals(amps)} A`,
  watts: (watts: number) => `${twoDecimals(watts)} W`,
  rates: {
    none: 'none now',
    counting: 'counting …',
    secondsEach: (seconds: number) => `1 in ${oneDecimal(seconds)} s`,
    hertz: (rate: number) => `${rate < 9.5 ? oneDecimal(rate) : rate.toFixed(0)} Hz`,
  },

  live: 'Live reading',
  voltage: 'Voltage',
  voltageAssumed: 'Voltage, assumed',
  current: 'Current',
  power: 'Power',
  readings: 'Readings',
  delay: 'Delay',
  delayOf: (ms: number, jitterMs: number) => `${ms.toFixed(0)} ms ± ${jitterMs.toFixed(0)} ms`,
  dropped: 'Dropped',
  nothing: 'nothing',
  droppedOf: {
    samples: (number: number) => `${several(number, 'sample')} lost`,
    bytes: (number: number) => `${several(number, 'byte')} without meaning`,
    readErrors: (number: number) => several(number, 'read error'),
    unplugged: (times: number) => `unplugged ${count(times)} ×`,
  },
  list: (parts: readonly string[]) => parts.join(', '),
  accuracyLabel: 'Accuracy',
  accuracy: limits,
  altogether: 'Altogether',
  /** `12.35 mWh, 2.418 mAh in 1 min 5 s`, and what is not in it. */
  totals: ({ milliwattHours, milliampHours, seconds, leftOutSeconds, gaps }: Totals) => {
    const charge = Number.isNaN(milliampHours) ? '' : `, ${fourDigits(milliampHours)} mAh`;
    const left =
      gaps > 0 ? `; without ${several(gaps, 'gap')} of ${duration(leftOutSeconds)} altogether` : '';
    return `${fourDigits(milliwattHours)} mWh${charge} in ${duration(seconds)}${left}`;
  },
  setToZero: 'Set to zero',
  setToZeroHint: 'Counts energy and charge from here on',
  checks: 'Checks',
  sound: 'Power fits voltage × current, and both fit a 5 V board.',
  /** Power is computed with a voltage that was entered: the two always fit. */
  soundAssumed:
    'The current fits a 5 V board. The voltage is the one that was entered: nothing measures it.',

  sign: 'Sign of the current',
  signTurnedInVain:
    'The sign is turned, and now the current is negative: the meter is the right way round again.',
  signWrong:
    'Current flows the wrong way through the meter. Nothing is measured until its sign is turned, or the meter itself.',
  signTurned: 'The current’s sign is turned, as the meter is the wrong way round in the cable.',
  ownSign: 'Take the meter’s own sign',
  turnSign: 'Turn the sign',

  choosePortAgain: 'Choose its port again',
  record: 'Record bytes',
  recordHint: 'Everything that the meter sends, as a file: for a bug report, or to replay',
  stopAndSave: 'Stop and save',
  recordedBytes: (number: number) =>
    `● ${number < 10_000 ? several(number, 'byte') : bytes(number)} recorded`,
  saveCsv: 'Save CSV',
  saveCsvHint:
    'Every reading that is kept (the latest 262,144: 43 minutes at 100 a second) with its time, as a file for spreadsheets',
  disconnect: 'Disconnect',

  joinedBy: 'Joined by',
  groups: {
    all: { label: 'All', hint: 'Every meter that the lab can read' },
    usb: { label: 'USB', hint: 'A cable to a serial port (Web Serial)' },
    bluetooth: { label: 'Bluetooth', hint: 'Paired with this computer first (Web Serial)' },
    ble: { label: 'BLE', hint: 'Bluetooth Low Energy, not paired (Web Bluetooth)' },
    hid: { label: 'HID', hint: 'A cable, but no serial port (WebHID)' },
    own: { label: 'DIY', hint: 'A board of your own that prints text' },
  },
  meters: 'Meter',
  connect: (name: string) => `Connect ${name}`,
  cancel: 'Cancel',
  notListed: 'Not listed?',
  allDevices: 'Choose from all devices',
  allPorts: 'Choose from all ports',
  help: meterHelp,
  without: 'Without a meter',
  simulate: (name: string) => `Simulate ${name}`,
  replay: 'Replay a recording or log',
  whatSimulatedDoes:
    'A simulated meter speaks like the chosen one and follows a Raspberry Pi 4B by the books. It measures nothing: ' +
    'every chart and file that it touches says “simulated”.',
  hiddenByHttp: (api: string) =>
    `The browser hides ${api} from pages that come over plain http: open the lab by localhost or 127.0.0.1 on the ` +
    'machine that serves it, or by https. The simulated meter works here too.',
  missing: {
    serial: (api: string) => missing(api),
    hid: (api: string) => missing(api),
    ble: (api: string) =>
      missing(
        api,
        ' On Linux Chromium has it switched off: set chrome://flags/#enable-web-bluetooth (before 98 ' +
          '#enable-experimental-web-platform-features) to Enabled and start it anew.',
      ),
  },

  speed: 'Speed of the board, bits/s',
  mode: 'Mode',
  modes: {
    ampere: { label: 'Ampere meter', hint: 'The board has a supply of its own' },
    source: { label: 'Source', hint: 'The kit feeds the board' },
  },
  supply: 'Supply, volts',
  ownAccuracy: 'Accuracy, ± % of reading',
  tableAccuracy: (accuracy: Accuracy & { readonly source: string }) =>
    `${limits(accuracy)}; ${accuracy.source}`,
  ownAccuracyHint: 'As you know it of this very meter; leave it empty for the table’s.',

  columns: 'Columns of the board’s text',
  channels: 'Channel',
  channel: (name: string) => `Channel ${name}`,
  roles: { volts: 'Supply voltage', amps: 'Current', watts: 'Power' },
  columnOf: (role: string) => `${role}: column`,
  unitOf: (role: string) => `${role}: unit`,
  noColumn: 'none',
  constant: 'constant, as entered',
  /** A column with its latest value. @param key its name, or its number from 1 */
  column: (key: string, value: string) => `${/^\d+$/.test(key) ? `column ${key}` : key}: ${value}`,
  shuntColumn: (column: string) => `${column} (over the shunt, not the supply)`,
  supplyVolts: 'Supply voltage, volts',
  commas: 'Commas in numbers',
  decimals: { point: '1,234 is a thousand', comma: '1,234 is a fraction' },
  confirm: 'Confirm columns',
  columnsMissing: 'Choose power, or supply voltage and current.',
  shuntVoltage: (column: string) =>
    `${column} is the voltage over the shunt, not the supply: choose the bus or load voltage.`,
  noSupply: (volts: number) => `${volts.toFixed(3)} V is no supply: choose another column or unit.`,
  doTheyFit: 'Do these values fit what you know of the supply?',

  pause: 'Pause',
  resume: 'Resume',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  setAsIdle: 'Set as idle',
  setAsIdleHint: 'Draws this mean as the idle level, and reads later windows above it',
  clear: 'Clear',
  brushed: 'Brushed window',
  readWindow: 'Read a window',
  readHint: 'or drag across the picture; wheel or two fingers zoom.',
  window: {
    length: { name: 'Window', value: (s: number) => `${s.toFixed(s < 10 ? 2 : 1)} s` },
    mean: { name: 'Mean', value: (watts: number, half: number) => `${withHalf(watts, half)} W` },
    energy: { name: 'Energy', value: (j: number, half: number) => `${withHalf(j, half)} J` },
    aboveIdle: {
      name: 'Above idle',
      value: (joules: number) => `${fixed(joules, Math.abs(joules) < 10 ? 2 : 1)} J`,
    },
    readings: {
      name: 'Readings',
      /** @param covered share of the window without a gap */
      value: (number: number, covered: number) =>
        count(number) + (covered >= 0.995 ? '' : `, ${(100 * covered).toFixed(0)} % covered`),
    },
    tooFew: 'too few readings',
  },
  whatItTells:
    'A USB power meter between the supply and this computer tells the energy of an inference. Without one, energy is ' +
    'estimated from latency and says so.',
  connectOne: 'Connect a meter',
  simulatedOne: 'Simulated meter',
};

/** Limits: a share of the reading, and amperes on top. */
interface Accuracy {
  readonly share: number;
  readonly amps: number;
}

/** What another program wrote. */
interface Log {
  readonly format: string;
  readonly fileName: string;
  readonly rows: number;
  readonly seconds: number;
  readonly damaged: number;
  /** Line of the file; null where none is damaged. */
  readonly firstDamaged: number | null;
}

interface Totals {
  readonly milliwattHours: number;
  /** NaN where no current is known. */
  readonly milliampHours: number;
  readonly seconds: number;
  readonly leftOutSeconds: number;
  readonly gaps: number;
}

/** `±0.19 % of the reading and ±0.4 mA` */
function limits({ share, amps }: Accuracy): string {
  const factor = `±${+(100 * share).toPrecision(3)} % of the reading`;
  return amps > 0 ? `${factor} and ±${+(1000 * amps).toPrecision(3)} mA` : factor;
}

function missing(api: string, remedy = ''): string {
  return `This browser has no ${api}: open the lab in Chromium or Chrome.${remedy} The simulated meter works here too.`;
}

function several(number: number, thing: string): string {
  return `${count(number)} ${thing}${number === 1 ? '' : 's'}`;
}

function perSecond(rows: number, seconds: number): string {
  const rate = (rows - 1) / seconds;
  if (rate < 1) return rate.toFixed(3);
  return rate.toFixed(rate < 10 ? 1 : 0);
}

function twoDecimals(value: number): string {
  return Number.isNaN(value) ? '–' : fixed(value, 2);
}

function oneDecimal(value: number): string {
  return value.toFixed(1).replace(/\.0$/, '');
}

function fourDigits(value: number): string {
  const text = Math.abs(value) < 1000 ? value.toPrecision(4) : count(Math.round(value));
  return text.replace('-', '−');
}

/** `3.500 ± 0.050`: two digits of the uncertainty are enough. */
function withHalf(value: number, half: number): string {
  const digits = half > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(half)), 1), 4) : 3;
  return `${fixed(value, digits)} ± ${half.toFixed(digits)}`;
}
