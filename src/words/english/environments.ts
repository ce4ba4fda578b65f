/** Environments: what a person has to know of them, and what tells several of them apart. */

export const environments = {
  unknown: 'an unknown machine',
  /** @param bits of a register; null where they are not known */
  architecture: (name: string, bits: number | null) =>
    bits === null ? name : `${name} ${bits}-bit`,
  platform: (name: string, version: string | null) =>
    version === null ? name : `${name} ${version}`,
  cores: (count: number) => `${count} ${count === 1 ? 'core' : 'cores'}`,
  memory: (gigabytes: number) => `${gigabytes} GB`,
  engine: ({ tfjsVersion, backend, simd, threads, kernels }: Engine) =>
    `TF.js ${tfjsVersion} ${backend}${simd ? ' SIMD' : ''}, ${threads} ${threads === 1 ? 'thread' : 'threads'}` +
    (kernels === null ? '' : `, kernels: ${kernels}`),
  workers: (count: number) => `${count} ${count === 1 ? 'worker' : 'workers'}`,
  coarseTimer: '100 µs timer',
  list: (parts: readonly string[]) => parts.join(', '),

  /** Of one kind: their browsers tell the same of all of them, but for the installation. */
  computers: {
    this: 'this computer',
    one: 'one computer',
    another: 'another computer of the same kind',
    /** @param number from 1, where there are several others */
    others: (number: number) => `another computer of the same kind (${number})`,
    unknown: 'a computer that is not known',
  },
};

interface Engine {
  readonly tfjsVersion: string;
  readonly backend: string;
  readonly simd: boolean;
  readonly threads: number;
  readonly kernels: string | null;
}
