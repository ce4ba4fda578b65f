/** IEEE 754 half precision, for checkpoints of half the size. */

/** Nearest half of each value, ties to even. */
export function toFloat16(values: Float32Array): Uint16Array {
  const bits = new Int32Array(
    values.buffer.slice(values.byteOffset, values.byteOffset + values.byteLength),
  );
  const halves = new Uint16Array(bits.length);
  // Of millions of values: `from` with a function takes many times as long.
  for (let i = 0; i < bits.length; i++) halves[i] = halfOf(bits[i]);
  return halves;
}

export function fromFloat16(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) bits[i] = singleOf(halves[i]);
  return new Float32Array(bits.buffer);
}

function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x477ff000) return sign | 0x7c00;
  // Below 2⁻¹⁴ halves are multiples of 2⁻²⁴.
  if (magnitude < 0x38800000) return sign | subnormal(magnitude);
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

function subnormal(magnitude: number): number {
  const exponent = magnitude >>> 23;
  if (exponent < 102) return 0;
  const mantissa = (magnitude & 0x7fffff) | 0x800000;
  const shift = 126 - exponent;
  const half = 1 << (shift - 1);
  const odd = (mantissa >>> shift) & 1;
  return (mantissa + half - 1 + odd) >>> shift;
}

function singleOf(half: number): number {
  const sign = (half & 0x8000) << 16;
  const exponent = (half >>> 10) & 0x1f;
  const mantissa = half & 0x3ff;
  if (exponent === 0x1f) return (sign | 0x7f800000 | (mantissa << 13)) >>> 0;
  if (exponent > 0) return (sign | ((exponent + 112) << 23) | (mantissa << 13)) >>> 0;
  const value = new Float32Array([mantissa * 2 ** -24]);
  return (sign | new Uint32Array(value.buffer)[0]) >>> 0;
}
