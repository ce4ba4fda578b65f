/** Das Netz als Bild: der Streifen seiner Blöcke, ein offener Block, eine Schicht, Anteile von Hand. */
import { count, decimal, millijoules, milliseconds, millions, percent } from '../numbers';
import type { Words } from '../words';

const DEPTHWISE = 'Tiefenweise';

export const network: Words['network'] = {
  strip: 'Das Netz, Block für Block',
  blocks: {
    stem: 'Eingang',
    block: (number) => `Block ${number}`,
    head: 'Kopf',
    classifier: 'Klassifikator',
  },
  legend: 'So breit wie die Kanäle, so hoch wie die Karte; Löcher sind Nullen.',
  colourBy: 'Farbe',
  shades: {
    macs: { label: 'Multiplikationen', value: millions, what: 'Multiplikationen' },
    parameters: { label: 'Parameter', value: count, what: 'Parameter' },
    milliseconds: { label: 'Zeit', value: milliseconds, what: 'auf diesem Gerät' },
    energy: {
      label: 'Energieanteil',
      value: millijoules,
      what: 'der gemessenen Energie, nach der Zeit',
    },
    sensitivity: {
      label: 'Empfindlichkeit',
      value: (nats) => `+${decimal(nats, 2)}`,
      what: 'Verlust, wenn die Hälfte fehlt',
    },
  },
  lacks: {
    times: 'Zeiten messen',
    probes: 'Empfindlichkeit messen',
    meter: 'Braucht Joule: dieses Netz unter Energie messen.',
    running: 'Misst…',
  },
  notMeasuredYet: (label) => `${label}: noch nicht gemessen`,
  less: 'weniger',
  more: 'mehr',
  pixels: (size) => `${size} px`,
  leftOf: (left, all) => (left === all ? count(all) : `${count(left)} von ${count(all)}`),
  about: (name, channels, zeros, shade) =>
    [
      `${name}: ${channels.join(' → ')} Kanäle`,
      ...(zeros > 0 ? [`${percent(zeros, 0)} Nullen`] : []),
      shade,
    ].join(' · '),
  shaded: (what, value) => `${value} ${what}`,

  showTable: 'Tabelle',
  table: {
    title: 'Das Netz als Tabelle',
    block: 'Block',
    pixels: 'Karte, px',
    channels: 'Kanäle',
    zeros: 'Nullen',
    share: (zeros) => percent(zeros, 0),
  },

  previous: 'Block davor',
  next: 'Nächster Block',
  layers: {
    expand: 'Erweitern',
    depthwise: DEPTHWISE,
    project: 'Projizieren',
    pointwise: 'Punktweise',
    convolution: 'Faltung',
    dense: 'Voll verbunden',
  },
  layer: 'Schicht',
  tensor: (what, inputs, outputs, side) =>
    what === DEPTHWISE
      ? `${what} · ${outputs} Filter von ${side}×${side}`
      : `${what} · ${inputs} → ${outputs}${side > 1 ? `, ${side}×${side}` : ''}`,
  channelOf: (set) => `Kanal von ${set}`,
  channelNumber: (channel, all) => `Kanal ${channel} von ${all}`,
  touch:
    'Einen Kanal im Bild berühren oder den Regler darunter bewegen: Was nur gemeinsam wegfallen kann, leuchtet auf.',
  axes: { output: 'erzeugt ihn', filter: 'filtert ihn', input: 'liest ihn' },
  why: {
    added: (makers) =>
      `Residuen addieren die Ausgaben von ${makers.join(', ')} Kanal für Kanal: Fehlte er in einer, passte die Summe nicht mehr.`,
    inner: ([maker]) =>
      `${maker} erzeugt ihn nur für diesen Block: Ohne seine Spalte haben sein Filter und die Zeile, die ihn liest, nichts zu tun.`,
    stream: ([maker]) =>
      `Nur ${maker} erzeugt ihn: Was ihn liest, verliert die Zeile, die ihn multiplizierte.`,
    stem: ([maker]) =>
      `${maker} erzeugt ihn aus dem Bild: Der Filter und die Zeile dahinter fallen mit ihm weg.`,
    head: ([maker]) =>
      `${maker} erzeugt ihn für den Klassifikator, der die Gewichte verliert, die ihn lesen.`,
  },

  details: (layer) => `Schicht ${layer}`,
  kernel: 'Verwendeter Kernel',
  time: 'Zeit',
  notMeasured: 'noch nicht gemessen',
  beforeAfter: (before, after) =>
    after === null
      ? `${decimal(before, 3)} ms unbeschnitten`
      : `${decimal(before, 3)} ms unbeschnitten → ${decimal(after, 3)} ms nach Plan`,
  timeLayers: 'Zeiten messen',
  stopTiming: 'Beenden',
  weights: 'Gewichte nach Betrag (Anzahl logarithmisch)',
  scores: 'Kanäle nach Wertung geordnet',
  gamma: 'γ der Batch-Normalisierung (Anzahl logarithmisch)',
  cutOf: (cut, all) => `${cut} von ${all} liegen links der Linie und fallen weg`,
  mask: (columns, rows, lines) =>
    `Dunkle Gewichte bleiben. Oben: die ersten ${columns} Ausgänge und ${rows} Eingänge` +
    `${lines ? ', mit Linien zwischen dem, was gemeinsam oder gegeneinander beschnitten wird' : ''}; unten: alle.`,
  beforeRepair: 'Gewichte und Wertungen sind die des dichten Netzes, vor jeder Reparatur.',
  noScores:
    'Die Gewichte sind die des dichten Netzes, vor jeder Reparatur. Eine Linie steht, wo allein der Betrag entscheidet; andere Wertungen schneiden auf beiden Seiten.',
  looking: 'Die Schicht wird angesehen…',

  /** Every layer as a bar. */
  bars: {
    title: 'Schichten',
    layer: 'Schicht',
    height: 'Höhe',
    quantities: { nonZeros: 'Nicht null', macs: 'Multiplikationen' },
    notLoaded: 'nicht geladen',
    spoken: ({ name, before, after }, kernel) =>
      `${name}: noch ${count(after)} von ${count(before)}${kernel === null ? '' : `, ${kernel}`}`,
    channels: (before, after) => `${before} → ${after} Kanäle`,
    shown: ({ name, before, after }, channels, kernel) =>
      `*${name}* ${channels}, noch ${count(after)} von ${count(before)} ` +
      `(${percent(before === 0 ? 1 : after / before, 1)})` +
      (kernel === null ? '' : `, berechnet mit \`${kernel}\``),
    howToRead:
      'Geplant: Gefüllt bleibt, hohl fällt weg. Auf eine Schicht zeigen; Höhen sind Quadratwurzeln.',
    sparseLayers: (sparse, layers) =>
      `Kernel für dünn besetzte Gewichte berechnen ${sparse} von ${layers} Schichten, unterstrichen; in den übrigen sind dichte schneller.`,
    key: {
      pointwise: '1×1',
      depthwise: 'tiefenweise',
      convolution: 'Eingang, Klassifikator',
      sparse: 'dünn besetzt berechnet, mit Labor-Kerneln',
    },
  },

  hand: {
    title: 'Von Hand',
    all: 'des ganzen Netzes',
    resetAll: 'Alle zurücksetzen',
    fixed:
      'Dieses Verfahren hat feste Stufen: Was ausgenommen ist, bleibt ganz; über den Rest entscheidet der große Regler.',
    list: 'Anteile von Hand',
    left: (left, size) => `${left === null ? '…' : count(left)} von ${count(size)}`,
    leaveWhole: (name) => `${name} ganz lassen`,
    leaveOut: (name) => `${name} ausnehmen`,
    out: 'ohne',
    slide: (name) => `Schnitt in ${name}`,
    percentToCut: (name) => `${name}, Anteil in %`,
    mostPercent: (name, most, size, channels) =>
      `${name} kann 0 bis ${most} % von ${count(size)} ${channels ? 'Kanälen' : 'Gewichten'} abgeben.`,
    none: 'In diesem Block können das gewählte Verfahren und sein Umfang nichts beschneiden.',
    cut: (cut, locked) => `${cut} % weg${locked ? ', gesperrt' : ''}`,
    lock: (name) => `${name} sperren`,
    lockHint:
      'Gesperrt behält sie ihren Anteil, während der große Regler die anderen bewegt; entsperrt folgt sie wieder.',
    open: 'Sperren',
    locked: 'Zurücksetzen',
    hint: (found) =>
      'Was bewegt oder eingetippt wird, ist gesperrt: Sein Anteil fällt bei jeder Stufe über 0 weg, bei 0 keiner. Über die ' +
      'anderen entscheidet der große Regler.' +
      (found ? ' Der erste ersetzt die gefundene Verteilung.' : ''),
  },
};
