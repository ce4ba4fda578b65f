/** `npm run bench` and `npm run bench:page`. */

export const bench = {
  help: `npm run bench -- [options]   measures the kernels in headless Chromium
  --quick        under a minute
  --json FILE    also writes the report`,
  measuring: (stage: string) => `measuring ${stage} …`,

  ratios: {
    title:
      'Medians of interleaved runs, one thread where no other number stands. Ratio above 1: the lab is faster.',
    columns: ['work', 'against', 'ours ms', 'theirs ms', 'ratio', 'goal'],
  },
  channels: {
    title:
      'Channels: measured speed-up over the own dense network, as a share of the ratio of multiplications (goal 0.85).',
    columns: ['work', 'speed-up', 'MAC ratio', 'share'],
  },
  alone: {
    title: 'Dense networks alone, without taking turns.',
    columns: ['work', 'engine', 'ms'],
  },
  blocks: {
    title: 'Blocks of 1×4 against single weights, both 80 % zeros (goal 1.2).',
    columns: ['setting', 'ratio'],
  },
  kernels: {
    title: 'Kernels alone (goal on pointwise shapes: 0.85 of the peak).',
    columns: ['kernel', 'GFLOP/s', 'share of peak'],
  },
  training: (ours: number, theirs: number) =>
    `Training: ${ours.toFixed(0)} images/s (goal 280); TF.js cpu ${theirs.toFixed(2)}.`,
  meter: (share: number) =>
    `Meter: 1 MB/s of PPK2 data takes ${(100 * share).toFixed(1)} % of one core (goal 20).`,
  threads: (work: string, threads: number) => `${work}, ${threads} threads`,
  goal: { met: 'met', missed: 'missed' },

  page: {
    script: 'page JavaScript, gzip',
    firstPaint: 'first paint',
    firstAccuracy: 'first accuracy after opening',
    drag: (runtime: string) => `drag, 95th percentile of 200 events (${runtime})`,
    messages: (runtime: string) => `messages to workers during the drag (${runtime})`,
    release: (runtime: string) => `release to first accuracy (${runtime})`,
    answers: (runtime: string) => `release to 1,000 images, no repair (${runtime})`,
    whileTraining: 'page while it trains',
    memory: 'memory with two workers',
    twoWorkers: 'two workers against one',
    study: (runtime: string) => `default study (${runtime})`,
  },
};
