/** Shares as people read them, in per cent: in one place, so that none says all or nothing by rounding. */

/** Where even so many digits are all noughts or nines, it is the computer's rounding. */
const MOST_DIGITS = 8;

/**
 * With `digits` decimals, and more where fewer would say 0 or 100 of a share that is neither: `99.96`, not `100.0`.
 * A sign is kept only where something but noughts follows it.
 */
export function percentDigits(share: number, digits: number): string {
  const value = 100 * share;
  const whole = value === 0 || Math.abs(value) === 100;
  let places = digits;
  while (!whole && places < MOST_DIGITS && claimsWhole(value.toFixed(places))) places++;
  return unsignedZero(value.toFixed(claimsWhole(value.toFixed(places)) ? digits : places));
}

function claimsWhole(text: string): boolean {
  return Number(text) === 0 || Math.abs(Number(text)) === 100;
}

/** With a true minus, and none before noughts alone: `−1.20`, `0.00`. */
export function fixed(value: number, digits: number): string {
  return unsignedZero(value.toFixed(digits)).replace('-', '−');
}

function unsignedZero(text: string): string {
  return Number(text) === 0 ? text.replace('-', '') : text;
}

/** A plan's level to its last digit, so that two levels never look alike: `12.5 %`. */
export function levelText(level: number): string {
  return `${levelPercent(level)} %`;
}

/** Without what binary fractions add: 0.57 is 57, not 56.99999999999999. */
export function levelPercent(level: number): number {
  return Number((100 * level).toPrecision(12));
}
