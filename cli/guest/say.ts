/** A line for whoever waits, with the seconds since the command began. */
export function say(text: string): void {
  console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`);
}
