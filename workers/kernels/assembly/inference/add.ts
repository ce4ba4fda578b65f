/** The sum of two maps of one layout, where no other kernel adds on its way. */

/** Fields as in `recordFields.add`; addresses of `count` values each. The output may be one of the two. */
@unmanaged
export class AddCall {
  input: usize;
  residual: usize;
  output: usize;
  /** Multiple of 4. */
  count: i32;
}

export function add(call: AddCall): void {
  const end = <usize>call.count << 2;
  for (let at: usize = 0; at < end; at += 16) {
    v128.store(call.output + at, f32x4.add(v128.load(call.input + at), v128.load(call.residual + at)));
  }
}
