/** The benchmark of this device. */

export const benchmark = {
  title: 'Benchmark',
  run: 'Run benchmark',
  cancel: 'Cancel',
  studyRuns: 'A study is running and both would be slow: wait for its end or cancel it.',
  whatItDoes:
    'Times TF.js and the lab’s kernels on this device. It uses one thread, in the end several, and takes about half a minute, longer ' +
    'on a small computer; leave the slider alone meanwhile.',
  progress: 'Benchmark progress',
  /** What is measured now. */
  stages: {
    loading: 'Loading',
    cutting: 'Cutting the networks',
    '32px b1': 'Networks, 1 image at a time',
    '32px b16': 'Networks, 16 images at a time',
    threads: 'Several threads',
    kernels: 'Single kernels',
  },
  batch: 'Batch',
  batches: { '32px b1': '1 image', '32px b16': '16 images' },

  network: 'Network',
  tfjs: 'TF.js, dense',
  lab: 'Lab kernels',
  speedUp: 'Speed-up',
  threads: 'Threads',
  oneImage: { dense: '1 image, float32', int8: '1 image, int8' },
  measureJoules: 'Measure joules by threads',
  joulesHint:
    'Joules of one inference of the dense network, in float32 and int8, on each number of threads, by the protocol of the Energy tab',
  joulesRun: 'Energy is being measured: the Energy tab shows how far, and can end it.',
  energy: 'Energy',
  aboveIdle: 'above idle',
  kernel: 'Kernel',
  gflops: 'GFLOP/s',
  ofPeak: 'Of peak',
  /** What was done to the network; where it has a percentage it is told. */
  works: {
    dense: () => 'Dense',
    sparse: (percent: string) => `${percent} % zeros, per layer`,
    global: (percent: string) => `${percent} % zeros, global`,
    nm24: () => '2 of 4 zeros',
    block: (percent: string) => `${percent} % zeros, 1×4 blocks`,
    channels: (percent: string) => `${percent} % of channels cut`,
    int8: () => 'Int8, dense',
    int8Sparse: (percent: string) => `Int8, ${percent} % zeros, per layer`,
    int8Pairs: (percent: string) => `Int8, ${percent} % zeros, pairs of inputs`,
    int8Blocks: (percent: string) => `Int8, ${percent} % zeros, blocks of 4 inputs`,
  },
  howItIsMeasured: (tfjs: string, kernels: string) =>
    `Medians of interleaved runs of a whole batch, TF.js ${tfjs}, kernels “${kernels}”. TF.js always runs the ` +
    'dense network. A kernel’s peak is that of this device’s multiply-adds between registers, measured in the ' +
    'same run; zeros are not counted.',
};
