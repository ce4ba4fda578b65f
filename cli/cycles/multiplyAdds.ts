/** Multiply-adds in instructions as LLVM writes them: every lane counts, also those that a kernel throws away. */

/** Lanes multiplied by one instruction; its result's shape decides. */
const MULTIPLIES: readonly { readonly pattern: RegExp; readonly lanes: number }[] = [
  { pattern: /^(fmla|fmls)\tv\d+\.4s/, lanes: 4 },
  { pattern: /^(smull|smlal|umull|umlal)2?\tv\d+\.8h/, lanes: 8 },
  { pattern: /^(smull|smlal|umull|umlal)2?\tv\d+\.4s/, lanes: 4 },
  { pattern: /^(mul|mla)\tv\d+\.4s/, lanes: 4 },
  { pattern: /^(mul|mla)\tv\d+\.8h/, lanes: 8 },
];

/** Where the two are not one instruction, products that have a sum to go to. */
const APART = { multiply: /^fmul\tv\d+\.4s/, add: /^fadd\tv\d+\.4s/, lanes: 4 };

export function multiplyAddsOf(instructions: readonly string[]): number {
  const count = (pattern: RegExp) => instructions.filter((text) => pattern.test(text)).length;
  const fused = MULTIPLIES.reduce((sum, { pattern, lanes }) => sum + lanes * count(pattern), 0);
  return fused + APART.lanes * Math.min(count(APART.multiply), count(APART.add));
}
