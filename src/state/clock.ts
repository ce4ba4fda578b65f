/** Time as the state classes see it, so that a test can turn it by hand. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** The date and time of day. */
  date(): Date;
  /** Calls `run` once after so many milliseconds; the returned function prevents it. */
  after(milliseconds: number, run: () => void): () => void;
}

export const browserClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
};
