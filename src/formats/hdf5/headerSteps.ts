/** The messages of an object's header of HDF5's version 2, which may lie in blocks that lead to each other. */

/** Of a message: its type, its size, flags. */
const MESSAGE_BYTES = 4;
const CONTINUATION = 16;
/** "OCHK", before the messages of a block that goes on. */
const SIGNATURE_BYTES = 4;
const FLAG = { lengthBytes: 3, ordered: 4, times: 32 };

/** @param step called for each message, may throw. @throws RangeError where one lies outside */
export function headerSteps(view: DataView, at: number, step: () => void): void {
  const flags = view.getUint8(at + 5);
  const length = at + 6 + (flags & FLAG.times ? 16 : 0);
  const lengthBytes = 1 << (flags & FLAG.lengthBytes);
  const order = flags & FLAG.ordered ? 2 : 0;
  const first = { from: length + lengthBytes, bytes: number(view, length, lengthBytes) };
  const blocks = [first];
  const seen = new Set([first.from]);
  for (const { from, bytes } of blocks)
    for (let local = 0; local < bytes - MESSAGE_BYTES;) {
      step();
      const message = from + local;
      const content = message + MESSAGE_BYTES + order;
      local += MESSAGE_BYTES + order + view.getUint16(message + 1, true);
      if (view.getUint8(message) !== CONTINUATION) continue;
      const next = number(view, content, 8) + SIGNATURE_BYTES;
      if (!seen.has(next))
        blocks.push({ from: next, bytes: number(view, content + 8, 8) - SIGNATURE_BYTES });
      seen.add(next);
    }
}

/** Of 1, 2, 4 or 8 bytes. */
function number(view: DataView, at: number, bytes: number): number {
  let value = 0;
  for (let i = bytes - 1; i >= 0; i--) value = value * 256 + view.getUint8(at + i);
  return value;
}
