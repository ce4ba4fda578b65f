/** Typed arrays of the same bytes are equal: a comparison of each number of a network's weights would take seconds. */
import { expect } from 'vitest';

/** Undefined where the usual comparison has to tell: zeros of two signs differ in it, not-a-numbers of other bits do not. */
function haveSameBytes(a: unknown, b: unknown): true | undefined {
  if (!ArrayBuffer.isView(a) || !ArrayBuffer.isView(b) || a.constructor !== b.constructor) return;
  return bytesOf(a).equals(bytesOf(b)) || undefined;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

expect.addEqualityTesters([haveSameBytes]);
