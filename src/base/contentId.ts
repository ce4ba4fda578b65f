/** Ids that are made of content: equal for equal values, on every machine. */

/** `env-0123456789abcdef`; fields that are undefined, and their order, are no content. */
export function contentId(prefix: string, value: unknown): string {
  return `${prefix}-${hash(canonical(value))}`;
}

/** Names in alphabetical order: the order in a file is no content. */
export function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}

/** Two FNV-1a sums over the text's UTF-16 units, 64 bits in hex: synchronous, and needs no secure context. */
function hash(text: string): string {
  const sums = [0x811c9dc5, 0x01000193].map((start) => {
    let sum = start;
    for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193);
    return (sum >>> 0).toString(16).padStart(8, '0');
  });
  return sums.join('');
}
