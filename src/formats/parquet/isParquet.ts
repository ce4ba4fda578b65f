export function isParquet(head: Uint8Array): boolean {
  return new TextDecoder().decode(head.subarray(0, 4)) === 'PAR1';
}
