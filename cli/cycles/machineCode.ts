/** The machine code that V8 makes of a module of kernels, as V8 prints it. */

export interface MachineFunction {
  /** Place in the module's list of functions. */
  readonly index: number;
  /** Instructions of 32 bits, in order. */
  readonly words: readonly number[];
}

/** Compiles every function at once with the optimising compiler, one after the other, and prints it. */
export const PRINTING_FLAGS = [
  ...['--single-threaded', '--no-liftoff', '--no-wasm-lazy-compilation', '--print-wasm-code'],
];

const HEAD = /^--- WebAssembly code ---$/m;
const KERNEL = /^kind: wasm function$/m;
/** Address, offset in hexadecimal digits, the instruction as a number, its text. */
const INSTRUCTION = /^0x[\da-f]+\s+[\da-f]+\s+([\da-f]{8})\s/;
const INDEX = /^index: (\d+)$/;

/** What V8 printed, by index. Wrappers between JavaScript and WebAssembly are left out. */
export function readMachineCode(printed: string): MachineFunction[] {
  const sections = printed.split(HEAD).slice(1);
  const functions = sections
    .filter((section) => KERNEL.test(section))
    .map((section) => section.split('\n'))
    .map((lines) => ({ index: indexIn(lines), words: wordsIn(lines) }));
  return functions.sort((a, b) => a.index - b.index);
}

function indexIn(lines: readonly string[]): number {
  const found = lines.map((line) => INDEX.exec(line)).find((match) => match !== null);
  if (!found) throw new Error('V8 printed a function without an index.');
  return Number(found[1]);
}

function wordsIn(lines: readonly string[]): number[] {
  const matches = lines.map((line) => INSTRUCTION.exec(line));
  return matches.flatMap((match) => (match ? [parseInt(match[1], 16)] : []));
}

/** Names of a module's functions by index, without their folders: `product/quadDot`. The text is Binaryen's. */
export function functionNames(moduleText: string): string[] {
  const names = [...moduleText.matchAll(/^ \(func \$(\S+)/gm)].map(([, name]) => name);
  return names.map((name) => name.split('/').slice(-2).join('/'));
}
