/** Models of networks as Markdown tables. */
import { commands } from '../../src/words/commands';
import { wholeOf, type KernelModel } from './networkModel';

const say = commands.modelPi;

/** As Raspberry Pi 4B were sold first; later firmware lets them run at 1.8. */
const GIGAHERTZ = 1.5;

export interface PiModel {
  readonly name: string;
  /** Of what it is compared with: its input's pixels. */
  readonly size: number;
  readonly isDense: boolean;
  readonly kernels: readonly KernelModel[];
}

export function networksTable(models: readonly PiModel[]): string {
  const rows = models.map(({ name, size, kernels }) => {
    const { cycles, busiestCycles, instructions } = wholeOf(kernels);
    const dense = models.find((other) => other.isDense && other.size === size);
    const gain = dense ? (wholeOf(dense.kernels).cycles / cycles).toFixed(2) : '';
    const times = [milliseconds(cycles), milliseconds(busiestCycles)];
    return [
      name,
      ...times,
      (instructions / 1e6).toFixed(1),
      (instructions / cycles).toFixed(2),
      gain,
    ];
  });
  return `${say.networks.title(GIGAHERTZ)}\n\n${table(say.networks.columns, rows)}`;
}

/** A column for each network. */
export function kernelsTable(models: readonly PiModel[]): string {
  const names = [...new Set(models.flatMap(({ kernels }) => kernels.map(({ name }) => name)))];
  const rows = names.map((name) => [
    `\`${name}\``,
    ...models.map(({ kernels }) => {
      const kernel = kernels.find((one) => one.name === name);
      return kernel ? milliseconds(kernel.cycles) : '';
    }),
  ]);
  const columns = [say.kernels.kernel, ...models.map(({ name }) => name)];
  return `${say.kernels.title}\n\n${table(columns, rows)}`;
}

function milliseconds(cycles: number): string {
  return (cycles / GIGAHERTZ / 1e6).toPrecision(3);
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');
}
