/** What writers of frames share. A protocol's file holds both ends of the wire: the simulated meter and the tests speak for the meter. */

/** What a meter has just measured. */
export interface Reading {
  readonly volts: number;
  readonly amps: number;
  readonly watts: number;
}

export function blankFrame(length: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(length);
  return { bytes, view: new DataView(bytes.buffer) };
}

export function writeText(bytes: Uint8Array, at: number, text: string): void {
  bytes.set(new TextEncoder().encode(text), at);
}
