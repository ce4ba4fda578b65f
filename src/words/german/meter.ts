/** Der Leistungsmesser: ihn wählen und verbinden, was er misst, was er sendet. */
import { bytes, count, decimal, duration, local, rounded } from '../numbers';
import { withStop } from '../wholeSentence';
import type { Words } from '../words';
import { meterHelp } from './meterHelp';

type Accuracy = Parameters<Words['meter']['accuracy']>[0];

export const meter: Words['meter'] = {
  title: 'Leistungsmesser',
  tab: 'Messgerät',
  simulated: (name) => `${name}, simuliert`,
  recorded: (name) => `${name}, aufgezeichnet`,
  notices: { simulated: 'simuliert', replay: 'Aufzeichnung, nicht live' },

  noReading: 'noch kein Messwert',
  nowReading: (reading, rate) => `${reading} · ${rate}`,
  together: (sentences) => sentences.join('; '),

  wasConnected: {
    serial: (name) =>
      `Zuletzt war ${name} verbunden. Der Browser hat sich den Anschluss nicht gemerkt (Adapter ohne Seriennummer ` +
      'vergisst er beim Ausstecken): einstecken und noch einmal wählen.',
    ble: (name) =>
      `Zuletzt war ${name} verbunden. Browser merken sich keine Bluetooth-Geräte: einschalten und noch einmal wählen.`,
  },
  connecting: (name) => `${name}: Es wird auf den Browser und das Messgerät gewartet …`,
  didNotConnect: 'das Messgerät ließ sich nicht verbinden: noch einmal versuchen',
  lost: (name, why) => `${name}: ${withStop(why)} Es wird gesucht …`,
  unplugged: 'es wurde ausgesteckt',
  troubled: (name, why) => `${name}: ${withStop(why)}`,
  silent: (name) =>
    `${name} ist offen, hat aber noch keinen Messwert gesandt. Ist es eingeschaltet, und ist es das richtige Gerät?`,
  connected: (name) => `${name} ist verbunden.`,
  plays: (name) => `${name}. Die Aufzeichnung läuft immer wieder von vorn.`,
  playsLog: ({ format, fileName, rows, seconds, damaged, firstDamaged }) =>
    `Protokoll von ${format}${fileName ? `, ${fileName}` : ''}: ${several(rows, 'Zeile', 'Zeilen')}, ` +
    `${perSecond(rows, seconds)} je Sekunde, ${decimal(seconds, seconds < 100 ? 1 : 0)} s.` +
    (damaged > 0
      ? ` Ausgelassen: ${several(damaged, 'beschädigte Zeile', 'beschädigte Zeilen')}, die erste ist Zeile ${count(firstDamaged!)}.`
      : '') +
    ' Es läuft immer wieder von vorn.',

  volts: (volts) => `${twoDecimals(volts)} V`,
  amps: (amps) => `${twoDecimals(amps)} A`,
  watts: (watts) => `${twoDecimals(watts)} W`,
  rates: {
    none: 'gerade keine',
    counting: 'wird gezählt …',
    secondsEach: (seconds) => `1 in ${oneDecimal(seconds)} s`,
    hertz: (rate) => `${rate < 9.5 ? oneDecimal(rate) : decimal(rate, 0)} Hz`,
  },

  live: 'Aktueller Messwert',
  voltage: 'Spannung',
  voltageAssumed: 'Spannung, angenommen',
  current: 'Strom',
  power: 'Leistung',
  readings: 'Messwerte',
  delay: 'Verzögerung',
  delayOf: (ms, jitterMs) => `${decimal(ms, 0)} ms ± ${decimal(jitterMs, 0)} ms`,
  dropped: 'Verloren',
  nothing: 'nichts',
  droppedOf: {
    samples: (number) => `${several(number, 'Messwert', 'Messwerte')} verloren`,
    bytes: (number) => `${several(number, 'Byte', 'Bytes')} ohne Bedeutung`,
    readErrors: (number) => several(number, 'Lesefehler', 'Lesefehler'),
    unplugged: (times) => `${count(times)} × ausgesteckt`,
  },
  list: (parts) => parts.join(', '),
  accuracyLabel: 'Genauigkeit',
  accuracy: limits,
  altogether: 'Insgesamt',
  totals: ({ milliwattHours, milliampHours, seconds, leftOutSeconds, gaps }) => {
    const charge = Number.isNaN(milliampHours) ? '' : `, ${fourDigits(milliampHours)} mAh`;
    const left =
      gaps > 0
        ? `; ohne ${several(gaps, 'Lücke', 'Lücken')} von zusammen ${duration(leftOutSeconds)}`
        : '';
    return `${fourDigits(milliwattHours)} mWh${charge} in ${duration(seconds)}${left}`;
  },
  setToZero: 'Auf null setzen',
  setToZeroHint: 'Zählt Energie und Ladung ab jetzt',
  checks: 'Prüfung',
  sound: 'Die Leistung passt zu Spannung × Strom, und beide passen zu einer 5-V-Platine.',
  soundAssumed:
    'Der Strom passt zu einer 5-V-Platine. Die Spannung ist die eingegebene: Nichts misst sie.',

  sign: 'Vorzeichen des Stroms',
  signTurnedInVain:
    'Das Vorzeichen ist umgekehrt, und nun ist der Strom negativ: Das Messgerät steckt wieder richtig herum.',
  signWrong:
    'Der Strom fließt verkehrt herum durch das Messgerät. Nichts wird gemessen, bis sein Vorzeichen umgekehrt ist oder das Messgerät selbst.',
  signTurned:
    'Das Vorzeichen des Stroms ist umgekehrt, weil das Messgerät verkehrt herum im Kabel steckt.',
  ownSign: 'Das Vorzeichen des Messgeräts nehmen',
  turnSign: 'Vorzeichen umkehren',

  choosePortAgain: 'Anschluss noch einmal wählen',
  record: 'Bytes aufzeichnen',
  recordHint:
    'Alles, was das Messgerät sendet, als Datei: für eine Fehlermeldung oder zum Wiederabspielen',
  stopAndSave: 'Beenden und speichern',
  recordedBytes: (number) =>
    `● ${number < 10_000 ? several(number, 'Byte', 'Bytes') : bytes(number)} aufgezeichnet`,
  saveCsv: 'CSV speichern',
  saveCsvHint: `Jeder behaltene Messwert (die letzten ${count(262_144)}: 43 Minuten bei 100 je Sekunde) mit seiner Zeit, als Datei für Tabellenprogramme`,
  disconnect: 'Trennen',

  joinedBy: 'Verbunden über',
  groups: {
    all: { label: 'Alle', hint: 'Jedes Messgerät, das das Labor lesen kann' },
    usb: { label: 'USB', hint: 'Ein Kabel zu einem seriellen Anschluss (Web Serial)' },
    bluetooth: {
      label: 'Bluetooth',
      hint: 'Zuvor mit diesem Rechner gekoppelt (Web Serial)',
    },
    ble: { label: 'BLE', hint: 'Bluetooth Low Energy, nicht gekoppelt (Web Bluetooth)' },
    hid: { label: 'HID', hint: 'Ein Kabel, aber kein serieller Anschluss (WebHID)' },
    own: { label: 'Eigenbau', hint: 'Eine eigene Platine, die Text ausgibt' },
  },
  meters: 'Messgerät',
  connect: (name) => `${name} verbinden`,
  cancel: 'Abbrechen',
  notListed: 'Nicht in der Liste?',
  allDevices: 'Aus allen Geräten wählen',
  allPorts: 'Aus allen Anschlüssen wählen',
  help: meterHelp,
  without: 'Ohne Messgerät',
  simulate: (name) => `${name} simulieren`,
  replay: 'Aufzeichnung oder Protokoll abspielen',
  whatSimulatedDoes:
    'Ein simuliertes Messgerät spricht wie das gewählte und folgt einem Raspberry Pi 4B, wie er beschrieben ist. Es misst ' +
    'nichts: In jedem Diagramm und jeder Datei, in die es eingeht, steht „simuliert“.',
  hiddenByHttp: (api) =>
    `Vor Seiten, die über einfaches http kommen, verbirgt der Browser ${api}: das Labor über localhost oder 127.0.0.1 auf dem ` +
    'Rechner öffnen, der es bereitstellt, oder über https. Das simulierte Messgerät geht auch hier.',
  missing: {
    serial: (api) => missing(api),
    hid: (api) => missing(api),
    ble: (api) =>
      missing(
        api,
        ' Unter Linux ist es in Chromium ausgeschaltet: chrome://flags/#enable-web-bluetooth (vor 98 ' +
          '#enable-experimental-web-platform-features) auf Enabled stellen und den Browser neu starten.',
      ),
  },

  speed: 'Geschwindigkeit der Platine, Bit/s',
  mode: 'Betriebsart',
  modes: {
    ampere: { label: 'Amperemeter', hint: 'Die Platine hat ein eigenes Netzteil' },
    source: { label: 'Quelle', hint: 'Das Kit versorgt die Platine' },
  },
  supply: 'Versorgung, Volt',
  ownAccuracy: 'Genauigkeit, ± % des Messwerts',
  tableAccuracy: (accuracy) => `${limits(accuracy)}; ${accuracy.source}`,
  ownAccuracyHint: 'Wie sie von genau diesem Gerät bekannt ist; leer gilt die der Tabelle.',

  columns: 'Spalten im Text der Platine',
  channels: 'Kanal',
  channel: (name) => `Kanal ${name}`,
  roles: { volts: 'Versorgungsspannung', amps: 'Strom', watts: 'Leistung' },
  columnOf: (role) => `${role}: Spalte`,
  unitOf: (role) => `${role}: Einheit`,
  noColumn: 'keine',
  constant: 'fest, wie eingegeben',
  column: (key, value) => `${/^\d+$/.test(key) ? `Spalte ${key}` : key}: ${value}`,
  shuntColumn: (column) => `${column} (über dem Messwiderstand, nicht die Versorgung)`,
  supplyVolts: 'Versorgungsspannung, Volt',
  commas: 'Kommas in Zahlen',
  decimals: { point: '1,234 ist ein Tausender', comma: '1,234 ist ein Bruch' },
  confirm: 'Spalten bestätigen',
  columnsMissing: 'Leistung wählen, oder Versorgungsspannung und Strom.',
  shuntVoltage: (column) =>
    `${column} ist die Spannung über dem Messwiderstand, nicht die der Versorgung: die Bus- oder Lastspannung wählen.`,
  noSupply: (volts) =>
    `${decimal(volts, 3)} V ist keine Versorgung: eine andere Spalte oder Einheit wählen.`,
  doTheyFit: 'Passen diese Werte zu dem, was von der Versorgung bekannt ist?',

  pause: 'Anhalten',
  resume: 'Fortsetzen',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  setAsIdle: 'Als Leerlauf nehmen',
  setAsIdleHint:
    'Zeichnet diesen Mittelwert als Leerlauf und liest spätere Fenster als das, was darüber liegt',
  clear: 'Leeren',
  brushed: 'Gewähltes Fenster',
  readWindow: 'Fenster ablesen',
  readHint: 'oder über das Bild ziehen; Mausrad oder zwei Finger vergrößern.',
  window: {
    length: { name: 'Fenster', value: (s) => `${decimal(s, s < 10 ? 2 : 1)} s` },
    mean: { name: 'Mittelwert', value: (watts, half) => `${withHalf(watts, half)} W` },
    energy: { name: 'Energie', value: (j, half) => `${withHalf(j, half)} J` },
    aboveIdle: {
      name: 'Über Leerlauf',
      value: (joules) => `${decimal(joules, Math.abs(joules) < 10 ? 2 : 1)} J`,
    },
    readings: {
      name: 'Messwerte',
      value: (number, covered) =>
        count(number) + (covered >= 0.995 ? '' : `, ${decimal(100 * covered, 0)} % abgedeckt`),
    },
    tooFew: 'zu wenige Messwerte',
  },
  whatItTells:
    'Ein USB-Leistungsmesser zwischen Netzteil und diesem Rechner sagt, wie viel Energie ein Bild kostet. Ohne ihn wird sie ' +
    'aus der Latenz geschätzt, und das steht dabei.',
  connectOne: 'Ein Messgerät verbinden',
  simulatedOne: 'Simuliertes Messgerät',
};

/** `±0,19 % des Messwerts und ±0,4 mA` */
function limits({ share, amps }: Accuracy): string {
  const factor = `±${rounded(100 * share, 3)} % des Messwerts`;
  return amps > 0 ? `${factor} und ±${rounded(1000 * amps, 3)} mA` : factor;
}

function missing(api: string, remedy = ''): string {
  return `Dieser Browser hat kein ${api}: das Labor in Chromium oder Chrome öffnen.${remedy} Das simulierte Messgerät geht auch hier.`;
}

function several(number: number, one: string, more: string): string {
  return `${count(number)} ${number === 1 ? one : more}`;
}

function perSecond(rows: number, seconds: number): string {
  const rate = (rows - 1) / seconds;
  if (rate < 1) return decimal(rate, 3);
  return decimal(rate, rate < 10 ? 1 : 0);
}

function twoDecimals(value: number): string {
  return Number.isNaN(value) ? '–' : decimal(value, 2);
}

function oneDecimal(value: number): string {
  return local(value.toFixed(1).replace(/\.0$/, ''));
}

function fourDigits(value: number): string {
  const text = Math.abs(value) < 1000 ? local(value.toPrecision(4)) : count(Math.round(value));
  return text.replace('-', '−');
}

/** `3,500 ± 0,050`: Zwei Ziffern der Unsicherheit genügen. */
function withHalf(value: number, half: number): string {
  const digits = half > 0 ? Math.min(Math.max(1 - Math.floor(Math.log10(half)), 1), 4) : 3;
  return `${decimal(value, digits)} ± ${decimal(half, digits)}`;
}
