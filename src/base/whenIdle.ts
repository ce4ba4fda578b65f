/** Resolves once the page's thread has nothing else to do: what nobody waits for comes behind all that somebody sees. */
export function whenIdle(): Promise<void> {
  return new Promise((then) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(then);
    else requestIdleCallback(() => then());
  });
}
