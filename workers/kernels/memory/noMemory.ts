/** Errors of an engine that has no memory, or no address space, left for a WebAssembly heap. */

/** What engines say: `could not allocate memory`, `Out of memory: Cannot allocate Wasm memory for new instance`. */
const WORDS =
  /out of memory|(could|can) ?not (be )?allocate|unable to (allocate|grow)|allocation failed|failed to (grow|reserve)/i;

export function isOutOfMemory(cause: unknown): boolean {
  const message = cause instanceof Error ? cause.message : String(cause);
  return WORDS.test(message);
}
