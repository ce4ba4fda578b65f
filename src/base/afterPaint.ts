/** Longer than any frame of a page that is seen; one that nobody sees has no frames. */
const UNSEEN_MS = 100;

/**
 * Calls `run` in a task of its own behind the next frame, so that a tap is answered by the frame that needs least; at once
 * where there is no screen.
 * @returns what prevents it
 */
export function afterPaint(run: () => void): () => void {
  if (typeof requestAnimationFrame === 'undefined') {
    run();
    return () => {};
  }
  let timer = setTimeout(run, UNSEEN_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
