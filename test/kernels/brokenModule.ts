/** A module of functions (i32) → () that all do the same. */

const TRAP = [0x00];
const LOOP = [0x03, 0x40, 0x0c, 0x00, 0x0b];
const BODIES = { trap: TRAP, loop: LOOP };

/** @param does what each of the functions does when it is called */
export function brokenModule(
  names: readonly string[],
  does: keyof typeof BODIES,
): WebAssembly.Module {
  const body = [0, ...BODIES[does], 0x0b];
  return new WebAssembly.Module(
    Uint8Array.from([
      ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      ...section(1, [[0x60, 1, 0x7f, 0]]),
      ...section(
        3,
        names.map(() => [0]),
      ),
      ...section(
        7,
        names.map((name, i) => [name.length, ...Buffer.from(name), 0, i]),
      ),
      ...section(
        10,
        names.map(() => [body.length, ...body]),
      ),
    ]),
  );
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  const content = [...leb(items.length), ...items.flat()];
  return [id, ...leb(content.length), ...content];
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
