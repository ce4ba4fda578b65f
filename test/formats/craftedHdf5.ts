/** Small HDF5 files that lead a reader astray, by hand: what no library writes. */

const UNDEFINED = 0xffffffffffffffffn;

/** Little-endian fields one behind the other, at an address. */
class Fields {
  readonly bytes: Uint8Array<ArrayBuffer>;
  private readonly view: DataView;

  constructor(length: number) {
    this.bytes = new Uint8Array(length);
    this.view = new DataView(this.bytes.buffer);
  }

  /** A text as it is, [value, bytes] for a number. */
  put(at: number, ...fields: (string | readonly [number | bigint, 1 | 2 | 4 | 8])[]): number {
    for (const field of fields) {
      const bytes =
        typeof field === 'string' ? new TextEncoder().encode(field) : littleEndian(field);
      this.bytes.set(bytes, at);
      at += bytes.length;
    }
    return at;
  }

  /** At every address from `from` on. */
  fill(from: number, to: number, value: bigint): void {
    for (let at = from; at + 8 <= to; at += 8) this.view.setBigUint64(at, value, true);
  }
}

function littleEndian([value, bytes]: readonly [number | bigint, number]): Uint8Array {
  const field = new Uint8Array(8);
  new DataView(field.buffer).setBigUint64(0, BigInt(value), true);
  return field.subarray(0, bytes);
}

const MAGIC = '\u0000HDF\r\n\u001a\n';

/** Version 0, whose root is the header at `root`. */
function superblock(file: Fields, root: number): void {
  const end = BigInt(file.bytes.length);
  file.put(0, MAGIC, [0, 4], [0, 1], [8, 1], [8, 1], [0, 1], [4, 2], [16, 2], [0, 4]);
  file.bytes[0] = 0x89;
  file.put(24, [0, 8], [UNDEFINED, 8], [end, 8], [UNDEFINED, 8], [0, 8], [root, 8]);
}

/** A group of version 1 with its links in the tree and names in the heap. */
function group(file: Fields, at: number, tree: number, heap: number): void {
  file.put(
    at,
    [1, 2],
    [1, 2],
    [1, 4],
    [24, 4],
    [0, 4],
    [17, 2],
    [16, 2],
    [0, 4],
    [tree, 8],
    [heap, 8],
  );
}

/** A tree of so many levels, of which each node has 60,000 times the same one below. */
export function sameNodes(levels: number, signature = 'TREE'): Uint8Array<ArrayBuffer> {
  const entries = 60_000;
  const node = 24 + 16 * entries + 8;
  const start = 256;
  const file = new Fields(start + levels * node);
  superblock(file, 96);
  group(file, 96, start, 160);
  file.put(160, 'HEAP', [0, 4], [16, 8], [UNDEFINED, 8], [192, 8]);
  for (let level = levels - 1; level >= 0; level--) {
    const at = start + (levels - 1 - level) * node;
    file.put(at, signature, [0, 1], [level, 1], [entries, 2], [UNDEFINED, 8], [UNDEFINED, 8]);
    file.fill(at + 24, at + node, BigInt(at + node));
  }
  return file.bytes;
}

/** A header of version 2 whose blocks overlap: each message leads to one that ends with the file. */
export function overlappingBlocks(blocks: number): Uint8Array<ArrayBuffer> {
  const message = 20;
  const start = 128;
  const file = new Fields(start + message * blocks + 64);
  superblock(file, 96);
  file.put(96, 'OHDR', [2, 1], [3, 1], [message * blocks, 8]);
  const first = 96 + 14;
  for (let i = 0; i < blocks; i++) {
    const at = first + message * i;
    const next = at + message;
    file.put(at, [16, 1], [16, 2], [0, 1], [next - 4, 8], [first + message * blocks - next, 8]);
  }
  return file.bytes;
}

/** So many links, each to a group with all of them. */
export function groupsOfThemselves(links: number): Uint8Array<ArrayBuffer> {
  const [heap, names] = [200, 256];
  const table = names + 8 * links;
  const file = new Fields(table + 8 + 40 * links);
  superblock(file, 96);
  group(file, 96, 144, heap);
  file.put(144, 'TREE', [0, 1], [0, 1], [1, 2], [UNDEFINED, 8], [UNDEFINED, 8], [0, 8], [table, 8]);
  file.put(heap, 'HEAP', [0, 4], [8 * links, 8], [UNDEFINED, 8], [names, 8]);
  file.put(table, 'SNOD', [1, 2], [links, 2]);
  for (let i = 0; i < links; i++) {
    file.put(names + 8 * i, i === 0 ? 'layers' : `l${i}`);
    file.put(table + 8 + 40 * i, [8 * i, 8], [96, 8], [0, 4]);
  }
  return file.bytes;
}
