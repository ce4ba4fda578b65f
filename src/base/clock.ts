/** Calls `run` once after so many milliseconds; the returned function prevents it. */
export type Timer = (milliseconds: number, run: () => void) => () => void;

/** Time as whoever waits sees it, so that a test can turn it by hand. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** The date and time of day. */
  date(): Date;
  readonly after: Timer;
}

export const startTimer: Timer = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

export const browserClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  after: startTimer,
};
