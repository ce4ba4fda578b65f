/** MathML Core, as far as the formulas here need it: each part is markup. */

/** A name, upright where it has several letters. */
export const name = (text: string) => `<mi>${text}</mi>`;
export const number = (text: string) => `<mn>${text}</mn>`;
export const operator = (text: string) => `<mo>${text}</mo>`;
export const row = (...parts: readonly string[]) => `<mrow>${parts.join('')}</mrow>`;
export const fraction = (above: string, below: string) => `<mfrac>${above}${below}</mfrac>`;
export const below = (base: string, index: string) => `<msub>${base}${index}</msub>`;
export const power = (base: string, exponent: string) => `<msup>${base}${exponent}</msup>`;
export const root = (inner: string) => `<msqrt>${inner}</msqrt>`;
export const hat = (base: string) => `<mover>${base}<mo>^</mo></mover>`;

export const absolute = (inner: string) => row(operator('|'), inner, operator('|'));
export const norm = (inner: string) => row(operator('‖'), inner, operator('‖'));
export const bracket = (inner: string) => row(operator('('), inner, operator(')'));
export const equals = (left: string, right: string) => row(left, operator('='), right);
export const sum = (over: string, inner: string) =>
  row(`<munder><mo>∑</mo>${over}</munder>`, inner);
export const partial = (of: string) =>
  fraction(row(operator('∂'), name('L')), row(operator('∂'), of));
