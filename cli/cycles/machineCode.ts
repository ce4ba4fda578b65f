/** The machine code that V8 makes of a module of kernels, as V8 prints it. */

export interface MachineFunction {
  /** Place in the module's list of functions. */
  readonly index: number;
  /** Of its first instruction. */
  readonly address: number;
  /** Instructions of 32 bits, in order. */
  readonly words: readonly number[];
}

/** Prints each function that is compiled: with the optimising compiler alone, one after the other. */
export const PRINTING_FLAGS = ['--single-threaded', '--no-liftoff', '--print-wasm-code'];
/** Compiles them all, also those that are not called. */
export const COMPILING_FLAGS = [...PRINTING_FLAGS, '--no-wasm-lazy-compilation'];

const HEAD = /^--- WebAssembly code ---$/m;
const KERNEL = /^kind: wasm function$/m;
/** Address, offset in hexadecimal digits, the instruction as a number, its text. */
const INSTRUCTION = /^(0x[\da-f]+)\s+[\da-f]+\s+([\da-f]{8})\s/;
const INDEX = /^index: (\d+)$/;

/** What V8 printed, by index. Wrappers between JavaScript and WebAssembly are left out. */
export function readMachineCode(printed: string): MachineFunction[] {
  const sections = printed.split(HEAD).slice(1);
  const functions = sections
    .filter((section) => KERNEL.test(section))
    .map((section) => section.split('\n'))
    .map((lines) => ({ index: indexIn(lines), ...codeIn(lines) }));
  return functions.sort((a, b) => a.index - b.index);
}

function indexIn(lines: readonly string[]): number {
  const found = lines.map((line) => INDEX.exec(line)).find((match) => match !== null);
  if (!found) throw new Error('V8 printed a function without an index.');
  return Number(found[1]);
}

function codeIn(lines: readonly string[]): Pick<MachineFunction, 'address' | 'words'> {
  const found = lines.flatMap((line) => INSTRUCTION.exec(line) ?? []);
  const [, address] = found;
  return { address: Number(address), words: found.filter((_, i) => i % 3 === 2).map(fromHex) };
}

function fromHex(digits: string): number {
  return parseInt(digits, 16);
}

/** Names of a module's functions by index, without their folders: `product/quadDot`. The text is Binaryen's. */
export function functionNames(moduleText: string): string[] {
  const names = [...moduleText.matchAll(/^ \(func \$(\S+)/gm)].map(([, name]) => name);
  return names.map((name) => name.split('/').slice(-2).join('/'));
}
