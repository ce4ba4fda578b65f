/** Ends a task, so that what waits for the page's thread, input above all, comes before the rest. */
export function nextTask(): Promise<void> {
  return new Promise((then) => setTimeout(then));
}
