/** Calls `action` after `ms`, unless the returned function is called before. */
export type Timer = (ms: number, action: () => void) => () => void;

export const startTimer: Timer = (ms, action) => {
  const id = setTimeout(action, ms);
  return () => clearTimeout(id);
};
