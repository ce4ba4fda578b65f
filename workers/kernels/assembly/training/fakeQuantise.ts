/** Weights as their int8 network will know them: multiples of 1/127 of the largest of each output channel, still as reals. */

const MOST: f32 = 127;

@unmanaged
export class FakeQuantiseCall {
  /** [row][output channel] */
  kernel: usize;
  /** Takes them. */
  rounded: usize;
  /** For two values a channel: steps, and how many of them make 1 (0 where all weights are 0). */
  room: usize;
  rows: i32;
  channels: i32;
}

export function fakeQuantise(q: FakeQuantiseCall): void {
  const bytes = <usize>q.channels << 2;
  const size = <usize>q.rows * bytes;
  memory.fill(q.room, 0, bytes);
  for (let row: usize = 0; row < size; row += bytes) widen(q.room, q.kernel + row, bytes);
  for (let c: usize = 0; c < bytes; c += 4) {
    const step = load<f32>(q.room + c) / MOST;
    store<f32>(q.room + c, step);
    store<f32>(q.room + bytes + c, step > 0 ? 1 / step : 0);
  }
  for (let row: usize = 0; row < size; row += bytes) roundRow(q, row, bytes);
}

/** The largest magnitude of each channel so far. */
function widen(largest: usize, row: usize, bytes: usize): void {
  let c: usize = 0;
  for (; c + 16 <= bytes; c += 16) {
    v128.store(largest + c, f32x4.pmax(v128.load(largest + c), f32x4.abs(v128.load(row + c))));
  }
  for (; c < bytes; c += 4) store<f32>(largest + c, max(load<f32>(largest + c), abs(load<f32>(row + c))));
}

function roundRow(q: FakeQuantiseCall, row: usize, bytes: usize): void {
  const from = q.kernel + row;
  const to = q.rounded + row;
  const perUnit = q.room + bytes;
  let c: usize = 0;
  for (; c + 16 <= bytes; c += 16) {
    const steps = f32x4.nearest(f32x4.mul(v128.load(from + c), v128.load(perUnit + c)));
    v128.store(to + c, f32x4.mul(steps, v128.load(q.room + c)));
  }
  for (; c < bytes; c += 4) {
    store<f32>(to + c, nearest(load<f32>(from + c) * load<f32>(perUnit + c)) * load<f32>(q.room + c));
  }
}
