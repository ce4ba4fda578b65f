/** Counts the work of a decoder in bytes and characters that built-in functions go through: no clock takes part. */

const STRING = [
  ...['indexOf', 'lastIndexOf', 'includes', 'slice', 'substring', 'split', 'trim', 'match'],
  ...['matchAll', 'replace', 'replaceAll', 'search', 'endsWith', 'startsWith', 'toLowerCase'],
] as const;
const BYTES = ['copyWithin', 'set', 'slice', 'indexOf', 'fill'] as const;
const VIEW = ['getUint8', 'getInt16', 'getUint16', 'getInt32', 'getUint32', 'getFloat32'] as const;

type Method = (...values: unknown[]) => unknown;
type Methods = Record<string, Method>;

/** What a call goes through: the text's or array's length, or what is handed over. */
function costOf(name: string, self: unknown, values: readonly unknown[]): number {
  if (name === 'copyWithin') return (values[2] as number) - (values[1] as number);
  if (self instanceof DataView) return 1;
  if (self instanceof RegExp) return String(values[0]).length;
  const [first] = values;
  if (self instanceof Uint8Array && ArrayBuffer.isView(first)) return first.byteLength;
  return (self as { length: number }).length;
}

/** @returns the work that `run` does; everything is as it was afterwards */
export function workOf(run: () => void): number {
  let work = 0;
  const places: readonly [object, readonly string[]][] = [
    [String.prototype, STRING],
    [Uint8Array.prototype, BYTES],
    [Object.getPrototypeOf(Uint8Array.prototype) as object, BYTES],
    [DataView.prototype, VIEW],
    [RegExp.prototype, ['exec', 'test']],
    [TextDecoder.prototype, ['decode']],
  ];
  const undo = places.flatMap(([owner, names]) => {
    const methods = owner as Methods;
    return names
      .filter((name) => Object.hasOwn(owner, name))
      .map((name) => {
        const original = methods[name];
        methods[name] = function (this: unknown, ...values: unknown[]) {
          work += owner === TextDecoder.prototype ? sizeOf(values[0]) : costOf(name, this, values);
          return original.apply(this, values);
        };
        return () => (methods[name] = original);
      });
  });
  try {
    run();
  } finally {
    undo.forEach((restore) => restore());
  }
  return work;
}

function sizeOf(value: unknown): number {
  return ArrayBuffer.isView(value) ? value.byteLength : 0;
}

/** Bytes that an object holds on to: its arrays, texts, maps, and those of what it points to. */
export function heldBytes(value: unknown, seen = new Set<unknown>()): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null || seen.has(value)) return 8;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  const parts =
    value instanceof Map
      ? [...value.entries()].flat()
      : value instanceof Set
        ? [...value]
        : Object.values(value);
  return parts.reduce<number>((total, part) => total + heldBytes(part, seen), 16);
}
