/** Root size of the page's text on a laptop, in pixels: src/app.css. */
const USUAL = 14;

/**
 * How much larger than there the page writes: a chart is laid out in so many pixels fewer, and drawn larger by as much.
 * @param host of the chart; left out where no page draws it
 */
export function textScale(host: HTMLElement | undefined): number {
  if (!host) return 1;
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL;
}
