/** How often each instruction ran, from the blocks that QEMU's plugin counted. */
import type { MachineFunction } from '../cycles/machineCode';

export interface CountedFunction extends MachineFunction {
  /** By instruction. */
  readonly counts: Float64Array;
}

const INSTRUCTION_BYTES = 4;

/** @param blocks lines of address (hexadecimal), instructions, count, as blockCounts.c writes them */
export function countInstructions(
  functions: readonly MachineFunction[],
  blocks: string,
): CountedFunction[] {
  const counted = functions.map((one) => ({ ...one, counts: new Float64Array(one.words.length) }));
  const inOrder = [...counted].sort((a, b) => a.address - b.address);
  for (const line of blocks.split('\n').filter(Boolean)) {
    const [address, length, count] = line.split(' ');
    addBlock(inOrder, Number(`0x${address}`), Number(length), Number(count));
  }
  return counted;
}

function addBlock(
  functions: readonly CountedFunction[],
  address: number,
  length: number,
  count: number,
): void {
  const own = lastBefore(functions, address);
  if (!own) return;
  const from = (address - own.address) / INSTRUCTION_BYTES;
  // What lies behind the last function is not V8's.
  if (from >= own.words.length) return;
  for (let i = from; i < from + length; i++) own.counts[i] += count;
}

/** The last function that begins at or before an address; undefined where none does. */
function lastBefore(
  functions: readonly CountedFunction[],
  address: number,
): CountedFunction | undefined {
  let [low, high] = [0, functions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (functions[middle].address <= address) low = middle + 1;
    else high = middle;
  }
  return functions[low - 1];
}

/** What ran more often in a longer run: functions lie elsewhere there, but are the same. */
export function moreOften(
  longer: readonly CountedFunction[],
  shorter: readonly CountedFunction[],
): CountedFunction[] {
  const before = new Map(shorter.map((one) => [one.index, one.counts]));
  return longer.map((one) => {
    const counts = before.get(one.index);
    return { ...one, counts: one.counts.map((count, i) => count - (counts?.[i] ?? 0)) };
  });
}
