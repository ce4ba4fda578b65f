/** Sentences that are written to follow a colon, when they stand alone. */

/** `the port is busy` → `The port is busy.` */
export function wholeSentence(text: string): string {
  return withStop(text[0].toUpperCase() + text.slice(1));
}

/** `the port is busy` → `the port is busy.` */
export function withStop(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
