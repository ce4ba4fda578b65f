/** The modules' files: two builds of each, of which an engine runs the better. */
import type { Outcome } from '../../src/base/outcome';

/** Folder of assembly/ that becomes the module. */
export type ModuleName = 'inference' | 'training' | 'int8' | 'team';

/** `relaxed`: with fused multiply-add. */
export type KernelBuild = 'simd' | 'relaxed';

/** Bytes of a build of a module. */
export type ReadModule = (module: ModuleName, build: KernelBuild) => Promise<Outcome<BufferSource>>;

const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
/** One type () → v128, one function of it, and the code section's frame for the instructions in `body`. */
const moduleOf = (body: readonly number[]) =>
  new Uint8Array([
    ...[...HEADER, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0],
    ...[10, body.length + 4, 1, body.length + 2, 0, ...body, 11],
  ]);
const ZERO = [65, 0, 253, 17];
const SIMD_PROBE = moduleOf(ZERO);
/** f32x4.relaxed_madd is 0xfd 0x105. */
const RELAXED_PROBE = moduleOf([...ZERO, ...ZERO, ...ZERO, 253, 133, 2]);

/** The best build that this engine runs; null where it has no SIMD. */
export function bestBuild(): KernelBuild | null {
  if (WebAssembly.validate(RELAXED_PROBE)) return 'relaxed';
  return WebAssembly.validate(SIMD_PROBE) ? 'simd' : null;
}
