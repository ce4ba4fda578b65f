/** The page around the panels: header, loading, help, what its link says, what a screen reader hears. */

export const shell = {
  name: 'Pruning Lab',
  skip: 'Skip to the tabs of this view',
  close: 'Close',

  environment: 'Environment',
  undo: 'Undo',
  undoKeys: 'Undo (Ctrl+Z)',
  redo: 'Redo',
  redoKeys: 'Redo (Ctrl+Shift+Z)',
  colours: 'Colours: as the system, light, dark, high contrast',
  themes: {
    system: { sign: '◐', word: 'Auto' },
    light: { sign: '○', word: 'Light' },
    dark: { sign: '●', word: 'Dark' },
    contrast: { sign: '◑', word: 'Contrast' },
  },
  speaks: 'Language',
  help: 'Help',

  views: 'Views',
  viewNames: {
    explore: 'Explore',
    study: 'Study',
    energy: 'Energy',
    network: 'Network',
    device: 'Device',
  },
  viewHints: {
    explore: 'Drag, and see what comes of it',
    study: 'Measure many plans, compare and keep them',
    energy: 'Joules of a picture, with a power meter',
    network: 'Block by block, layer by layer',
    device: 'How fast this machine is, and what it lacks',
  },
  plan: 'Plan',
  details: 'Details',
  tabs: {
    chart: 'Chart',
    figures: 'All figures',
    plan: 'Plan',
    classes: 'Pictures',
    study: 'Set up',
    table: 'Results',
    advice: 'Which one?',
    compare: 'Compare',
    lineage: 'Lineage',
    energy: 'Joules',
    meter: 'Meter',
    blocks: 'Blocks',
    allocate: 'Allocate',
    benchmark: 'Benchmark',
    environment: 'This device',
  },

  loadingFile: (name: string) => `Loading ${name}`,
  startingWorkers: 'Starting the workers',
  asTable: 'As a table',
  loading: 'Loading',
  tryAgain: 'Try again',
  partComes: 'Loading this part of the page',
  partFailed: 'This part of the page could not be loaded: see that its server still runs.',

  badges: {
    isolated: {
      label: '5 µs timer',
      detail: 'Cross-origin isolated: latency is timed to 5 µs.',
    },
    notIsolated: {
      label: '100 µs timer',
      detail: (workers: number) =>
        'Not cross-origin isolated: latency is timed to 100 µs only' +
        (workers > 1 ? `, and training runs in 1 of ${workers} workers` : '') +
        '. Serve the page with ' +
        'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.',
    },
    workers: {
      label: (workers: number) => (workers === 1 ? '1 worker' : `${workers} workers`),
      detail: 'Accuracy is measured in all of them together, latency in one while the others rest.',
    },
    note: 'Note',
    simd: {
      label: 'WASM SIMD',
      detail: (version: string, backend: string) =>
        `TensorFlow.js ${version}, ${backend} backend with 128-bit SIMD.`,
    },
    noSimd: {
      label: 'no SIMD',
      detail: (version: string, backend: string) =>
        `TensorFlow.js ${version}, ${backend} backend without SIMD: several times slower. Use a 64-bit Chromium.`,
    },
    noKernels: 'TF.js dense',
    fusedKernels: {
      label: 'kernels, FMA',
      detail: "The lab's own kernels with fused multiply-add.",
    },
    plainKernels: {
      label: 'kernels',
      detail:
        "The lab's own kernels without fused multiply-add: on a Raspberry Pi Chromium 114 or newer is about twice as fast.",
    },
  },

  howItWorks: 'How the lab works',
  /** Marked: see src/controls/Marked.svelte. */
  planning:
    'Choose a method, drag the slider. *Planned* figures follow your finger; they are counted, not measured. ' +
    'Let go, and the network is really cut, repaired and *measured*: accuracy right after cutting and after ' +
    'repair with 95 % intervals, bytes that were really written, latency while everything else rests.',
  /** Marked. */
  keeping:
    'Every measured point stays on the chart and in the table, also after a reload. The address of the page is ' +
    'a link to the plan. *Keep* stores the repaired network itself, so that more images or a meter need no ' +
    'second training; *Download* gives it as one file, which _Results, Open network_ reads on any machine.',
  thisBrowser: 'This browser',
  keys: 'Keys',

  followedBut: (unknown: readonly string[]) =>
    `This link was followed, but for: ${unknown.join('. ')}.`,
  unknownMethod: (id: string) => `unknown method: ${id}`,
  unknownImages: (asked: string | null, choices: readonly number[]) =>
    `unknown number of images: ${asked}; choose one of ${choices.join(', ')}`,
  unknownChoice: (name: string, asked: string, choices: readonly string[]) =>
    `unknown ${name}: ${asked}; choose one of ${choices.join(', ')}`,

  measured: 'Measured',
  announcement: (point: AnnouncedPoint) =>
    `${point.plan}: ${point.right === null ? 'no pictures, no accuracy' : answered(point)}; ${point.bytes} encoded.`,

  meter: {
    /** @param name null where no meter is known */
    chip: (name: string | null, state: string) =>
      `Power meter (watts): ${name ? `${name} ` : ''}${state}`,
    /** In the place of the state, where there is little room and no meter; words of `chip`. */
    chipShort: 'Watts',
    states: {
      none: 'Connect meter',
      connecting: 'connecting …',
      lost: 'lost',
      refused: 'not connected',
    },
    none: 'No meter is connected.',
  },
};

/** Numbers as they are read, with their units. */
interface AnnouncedPoint {
  readonly plan: string;
  /** Share of right answers; null without pictures. */
  readonly right: string | null;
  readonly repaired: boolean;
  readonly images: string;
  /** Percentage points against the dense network, signed; null where both have not answered the same images. */
  readonly points: number | null;
  readonly mayBeChance: boolean;
  readonly bytes: string;
}

function answered(point: AnnouncedPoint): string {
  const when = point.repaired ? 'after repair' : 'after cutting';
  return `${point.right} right ${when}, of ${point.images} images${againstDense(point)}`;
}

function againstDense({ points, mayBeChance }: AnnouncedPoint): string {
  if (points === null) return '';
  const side = points < 0 ? 'below' : 'above';
  return `, ${Math.abs(points).toFixed(2)} points ${side} dense${mayBeChance ? ', which may be chance' : ''}`;
}
