/** `npm run bench` and `npm run bench:page`. */

import { count as counted } from '../../numbers';

export const bench = {
  help: `npm run bench -- [options]   measures the kernels in headless Chromium
  --quick          a few rounds
  --only PATTERN   rows whose work matches a regular expression: "^int8", "224px", "dense 32px b1"
  --json FILE      also writes the report`,
  measuring: (stage: string) => `measuring ${stage} …`,

  /** @param rival as the rows name it */
  noThreads: (rival: string) => `${rival} starts no threads here: its rows are missing`,

  ratios: {
    title: 'Interleaved runs, medians; ratio: median of the rounds, above 1 the lab is faster.',
    columns: ['work', 'against', 'threads', 'ours ms', 'theirs ms', 'ratio'],
  },
  fusedMultiplyAdd:
    'LiteRT.js, as the lab’s kernels, multiplies and adds in one instruction where the browser has relaxed SIMD. TF.js and ' +
    'ONNX Runtime Web do not in the builds that they ship: on Arm, where two instructions take twice as long, LiteRT.js is ' +
    'the one to beat, and ratios against the others are flattering.',
  goals: {
    title: 'What was aimed at.',
    columns: ['work', 'against', 'threads', 'goal', 'ratio', ''],
  },
  channels: {
    title:
      'Channels: measured speed-up over the own dense network, as a share of the ratio of multiplications (goal 0.85).',
    columns: ['work', 'speed-up', 'MAC ratio', 'share'],
  },
  alone: {
    title: 'Dense networks alone, without taking turns.',
    columns: ['work', 'engine', 'threads', 'ms'],
  },
  blocks: {
    title:
      'Blocks of four (float32: outputs, int8: inputs) against as many single zeros (goal 1.2 in float32).',
    columns: ['work', 'ratio'],
  },
  kernels: {
    title: 'Kernels alone (goal on pointwise shapes: 0.85 of the peak).',
    columns: ['kernel', 'GFLOP/s', 'share of peak'],
  },
  training: (ours: number, theirs: number) =>
    `Training: ${ours.toFixed(0)} images/s (goal 280); TF.js cpu ${theirs.toFixed(2)}.`,
  meter: (share: number) =>
    `Meter: 1 MB/s of PPK2 data takes ${(100 * share).toFixed(1)} % of one core (goal 20).`,
  goal: { met: 'met', missed: 'missed' },

  page: {
    script: 'page JavaScript, gzip, when it is first shown',
    firstPaint: 'first paint',
    shown: 'the lab itself painted',
    shift: (times: number) =>
      `layout shift while it opens and measures, the worst of ${times} windows`,
    frames: (rate: number, tries: number) =>
      `drag, processor throttled ${rate} ×, median of ${tries}`,
    event: (
      { script, style, layout, paint }: Record<'script' | 'style' | 'layout' | 'paint', number>,
      tries: number,
    ) =>
      `drag, ms an event, median of ${tries}: script + style + layout + paint = ${[script, style, layout, paint].map((ms) => ms.toFixed(1)).join(' + ')}`,
    longestTask: 'longest task of the drag',
    interaction: (what: string, tries: number) =>
      `slowest of taps and keys in a study, 4 ×, median of ${tries} (${what})`,
    opened: (points: number) => `a study of ${points} points opens`,
    pointing: (points: number) => `pointing at and zooming the chart of ${points} points`,
    audit: {
      performance: 'audit: performance, 4 ×, median of as many openings',
      accessibility: 'audit: accessibility',
      bestPractices: 'audit: best practices',
    },
    missed: (ids: readonly string[]) => `  not so: ${ids.join(', ')}`,
    firstAccuracy: 'first accuracy after opening',
    drag: (runtime: string) => `drag, 95th percentile of 200 events (${runtime})`,
    messages: (runtime: string) => `messages to workers during the drag (${runtime})`,
    release: (runtime: string) => `release to first accuracy (${runtime})`,
    answers: (runtime: string) => `release to 1,000 images, no repair (${runtime})`,
    whileTraining: 'page while it trains',
    memory: 'memory with two workers',
    boardMemory: [
      (gigabytes: number, workers: number) =>
        `default study, ${gigabytes} GB, ${workers} ${workers === 1 ? 'worker' : 'workers'}: the page`,
      (gigabytes: number, workers: number) =>
        `default study, ${gigabytes} GB, ${workers} ${workers === 1 ? 'worker' : 'workers'}: all of the browser`,
    ],
    twoWorkers: 'two workers against one',
    study: (runtime: string) => `default study (${runtime})`,
  },
  own: {
    pictures: (count: number) => `${counted(count)} pictures of 224 px, brought in`,
    study: (images: number) => `study at 224 px, ${counted(images)} pictures, 2 workers`,
    memory: (what: string) => `memory: ${what}`,
    release: 'release to first accuracy at 224 px',
  },
};
