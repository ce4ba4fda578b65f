/** What the browser lacks and what that costs: one sentence each. */
export function environmentNotes(unverified: boolean): string[] {
  const notes: string[] = [];
  if (unverified) {
    notes.push(
      'Checksums were not verified: this address is no secure context. Open the page at http://localhost or over HTTPS.',
    );
  }
  if (/armv[678]l|i[3-6]86/.test(globalThis.navigator?.platform ?? '')) {
    notes.push(
      'This Chromium is 32-bit and slower: install 64-bit Raspberry Pi OS for the processor’s full speed.',
    );
  }
  return notes;
}
