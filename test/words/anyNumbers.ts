/** The whole of a sentence with any numbers in the place of its own: for what the page says of what it measured. */
export function anyNumbers(sentence: string): RegExp {
  const literal = sentence.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`^${literal.replaceAll(/\d+(\\\.\d+)?/g, '\\d+(\\.\\d+)?')}$`);
}
