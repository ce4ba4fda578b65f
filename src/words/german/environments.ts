/** Umgebungen: was man von ihnen wissen muss und was mehrere unterscheidet. */
import type { Words } from '../words';

export const environments: Words['environments'] = {
  unknown: 'ein unbekanntes Gerät',
  architecture: (name, bits) => (bits === null ? name : `${name} ${bits} Bit`),
  platform: (name, version) => (version === null ? name : `${name} ${version}`),
  cores: (count) => `${count} ${count === 1 ? 'Kern' : 'Kerne'}`,
  memory: (gigabytes) => `${gigabytes} GB`,
  engine: ({ tfjsVersion, backend, simd, threads, kernels }) =>
    `TF.js ${tfjsVersion} ${backend}${simd ? ' SIMD' : ''}, ${threads} ${threads === 1 ? 'Thread' : 'Threads'}` +
    (kernels === null ? '' : `, Kernel: ${kernels}`),
  workers: (count) => `${count} Worker`,
  coarseTimer: 'Uhr auf 100 µs',
  list: (parts) => parts.join(', '),

  computers: {
    this: 'dieses Gerät',
    one: 'ein Gerät',
    another: 'ein anderes Gerät derselben Art',
    others: (number) => `ein anderes Gerät derselben Art (${number})`,
    unknown: 'ein nicht bekanntes Gerät',
  },
};
