/** Dashes tell lines of one method apart, which share its colour and mark: by settings, repair and place. */

/** The first is a whole line; cuts and estimates have shorter dashes than any. */
export const DASHES: readonly (string | null)[] = [
  null,
  '10 4',
  '10 3 2 3',
  '5 4',
  '16 4',
  '10 3 2 3 2 3',
];

/**
 * The same for every line of a variant, so that a repair looks the same whatever the method.
 * @param variants one for each line; '' is the usual one, and drawn whole wherever it is there
 */
export function dashesOf(variants: readonly string[]): (string | null)[] {
  const distinct = [...new Set(variants)].sort((a, b) => Number(a !== '') - Number(b !== ''));
  return variants.map((variant) => DASHES[distinct.indexOf(variant) % DASHES.length]);
}
