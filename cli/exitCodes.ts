/** What the commands end with, for scripts. */
export const EXIT = {
  done: 0,
  failed: 1,
  wrongArguments: 2,
  /** Everything was measured; no point keeps to the budget. */
  nothingSatisfies: 3,
  /** The others were measured and are written. */
  someFailed: 4,
  /** By Ctrl+C; what was measured by then is written. 128 + SIGINT, as shells say it. */
  interrupted: 130,
} as const;
