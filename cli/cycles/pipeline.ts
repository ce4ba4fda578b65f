/** What LLVM's model of a processor's pipeline says of loops: llvm-mc reads their instructions, llvm-mca counts. */

export type Runner = (command: string, args: readonly string[], input: string) => string;

export interface LoopModel {
  /** As LLVM writes them. */
  readonly instructions: readonly string[];
  /** Of one iteration, when many follow each other. */
  readonly cycles: number;
  /** Of one iteration, if the busiest unit alone limited it. */
  readonly busiestCycles: number;
  readonly limit: Limit;
}

/** `issue`: three operations a cycle. `latency`: no unit is busy, results are waited for. */
export type Limit =
  'loads' | 'stores' | 'multiplies' | 'vectors' | 'integers' | 'branches' | 'issue' | 'latency';

const TARGET = ['--mtriple=aarch64', '--mcpu=cortex-a72'];
const ITERATIONS = 200;

/** A unit counts as the limit where it alone takes this share of the cycles. */
const LIMITING_SHARE = 0.85;

/** For each loop of instruction words. */
export function modelLoops(loops: readonly (readonly number[])[], run: Runner): LoopModel[] {
  if (loops.length === 0) return [];
  const lines = disassembled(loops.flat(), run);
  let at = 0;
  const regions = loops.map((loop, i) => regionOf(i, lines.slice(at, (at += loop.length))));
  const args = [...TARGET, `-iterations=${ITERATIONS}`, '--json'];
  return readReport(run('llvm-mca', args, regions.join('')));
}

function disassembled(words: readonly number[], run: Runner): string[] {
  const input = words.map((word) => bytesOf(word)).join('\n');
  const printed = run('llvm-mc', ['--disassemble', '--triple=aarch64', '--mcpu=cortex-a72'], input);
  const lines = printed.split('\n').filter((line) => /^\t[^.]/.test(line));
  if (lines.length === words.length) return lines;
  throw new Error(`llvm-mc read ${lines.length} of ${words.length} instructions.`);
}

function bytesOf(word: number): string {
  return [0, 8, 16, 24].map((shift) => `0x${((word >>> shift) & 255).toString(16)}`).join(' ');
}

function regionOf(name: number, lines: readonly string[]): string {
  return `# LLVM-MCA-BEGIN ${name}\n${lines.join('\n')}\n# LLVM-MCA-END\n`;
}

interface Report {
  readonly CodeRegions: readonly {
    readonly Instructions: readonly string[];
    readonly SummaryView: {
      readonly [counter in 'DispatchWidth' | 'Iterations' | 'TotalCycles' | 'TotaluOps']: number;
    };
    readonly ResourcePressureView: {
      readonly ResourcePressureInfo: readonly {
        /** The instructions' number in the rows of sums. */
        readonly InstructionIndex: number;
        readonly ResourceIndex: number;
        readonly ResourceUsage: number;
      }[];
    };
  }[];
  readonly TargetInfo: { readonly Resources: readonly string[] };
}

/** Units of the Cortex-A57, whose tables LLVM uses for the Cortex-A72, too. Only W multiplies whole numbers. */
const UNITS: readonly { readonly limit: Limit; readonly units: RegExp }[] = [
  { limit: 'loads', units: /UnitL$/ },
  { limit: 'stores', units: /UnitS$/ },
  { limit: 'vectors', units: /Unit[WX]$/ },
  { limit: 'multiplies', units: /UnitW$/ },
  { limit: 'integers', units: /UnitI/ },
  { limit: 'integers', units: /UnitM$/ },
  { limit: 'branches', units: /UnitB$/ },
];

/** @param json what llvm-mca printed */
export function readReport(json: string): LoopModel[] {
  const { CodeRegions, TargetInfo } = JSON.parse(json) as Report;
  return CodeRegions.map((region) => {
    const { DispatchWidth, Iterations, TotalCycles, TotaluOps } = region.SummaryView;
    const cycles = TotalCycles / Iterations;
    const busy: [Limit, number][] = UNITS.map(({ limit, units }) => [
      limit,
      meanPressure(region, TargetInfo.Resources, units),
    ]);
    busy.push(['issue', TotaluOps / Iterations / DispatchWidth]);
    const [limit, busiestCycles] = busy.reduce((a, b) => (b[1] > 1.02 * a[1] ? b : a));
    const limited = busiestCycles >= LIMITING_SHARE * cycles;
    return {
      ...{ instructions: region.Instructions, cycles, busiestCycles },
      limit: limited ? limit : 'latency',
    };
  });
}

/** Cycles of an iteration in which the units are taken, a mean of those that the pattern names. */
function meanPressure(
  { Instructions, ResourcePressureView }: Report['CodeRegions'][number],
  resources: readonly string[],
  units: RegExp,
): number {
  const named = new Set(resources.flatMap((name, i) => (units.test(name) ? [i] : [])));
  const sums = ResourcePressureView.ResourcePressureInfo.filter(
    ({ InstructionIndex, ResourceIndex }) =>
      InstructionIndex === Instructions.length && named.has(ResourceIndex),
  );
  return sums.reduce((sum, { ResourceUsage }) => sum + ResourceUsage, 0) / named.size;
}
