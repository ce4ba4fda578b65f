/** The classes of pictures and those of a network are called alike, not the same. */

export interface ClassMatch {
  /** As the pictures say it. */
  readonly name: string;
  /** Index of the network's class; null where none is like it. */
  readonly label: number | null;
  /** Why it is believed; null where there is none. */
  readonly by: 'name' | 'number' | 'wordnet' | 'order' | 'hand' | null;
}

/**
 * By name (case, blanks, signs and leading numbers left out of account), else by number, else by their order where both
 * have as many: folders become classes in alphabetical order in Keras and torchvision, ImageNet's by their WordNet ids.
 * @param found different names; @param network its names by class; names of its own making such as `class 3` match by number
 */
export function matchClasses(
  found: readonly string[],
  network: readonly string[],
): readonly ClassMatch[] {
  const byName = namesOf(network);
  const matches = found.map((name): ClassMatch => {
    const label = [...spellings(name)].map((own) => byName.get(own)).find((l) => l !== undefined);
    return { name, label: label ?? null, by: label === undefined ? null : 'name' };
  });
  if (matches.some(({ by }) => by !== null)) return matches;
  return byNumber(found, network.length) ?? byOrder(found, network) ?? matches;
}

/** With one class put right by hand. */
export function corrected(
  matches: readonly ClassMatch[],
  name: string,
  label: number | null,
): readonly ClassMatch[] {
  return matches.map((match) => (match.name === name ? { name, label, by: 'hand' } : match));
}

/** The first of several classes of one name. */
function namesOf(network: readonly string[]): ReadonlyMap<string, number> {
  const labels = new Map<string, number>();
  network.forEach((name, label) => {
    // `tench, Tinca tinca`: names of one class.
    for (const own of [name, ...name.split(',')].flatMap((part) => [...spellings(part)]))
      if (!labels.has(own)) labels.set(own, label);
  });
  return labels;
}

/** What a name may be called otherwise: as it is, and without a number or a WordNet id before it. */
function spellings(name: string): ReadonlySet<string> {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\.class$/, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const bare = plain.replace(/^(n\d{8}|\d+) +(?=\S)/, '');
  return new Set([plain, bare].filter((spelling) => spelling !== ''));
}

function byNumber(found: readonly string[], classes: number): ClassMatch[] | null {
  const labels = found.map((name) => (/^\s*\d+\s*$/.test(name) ? Number(name) : NaN));
  if (!labels.every((label) => label < classes)) return null;
  return found.map((name, i) => ({ name, label: labels[i], by: 'number' }));
}

function byOrder(found: readonly string[], network: readonly string[]): ClassMatch[] | null {
  // A background that no picture shows stands before ImageNet's classes in networks of TensorFlow.
  const behind = /^(background|none)$/i.test(network[0]?.trim() ?? '') ? 1 : 0;
  const isWordNet = found.every((name) => /^n\d{8}\b/.test(name));
  if (found.length === 0 || found.length !== network.length - behind) return null;
  const order = [...found].sort();
  const by = isWordNet ? 'wordnet' : 'order';
  return found.map((name) => ({ name, label: order.indexOf(name) + behind, by }));
}
