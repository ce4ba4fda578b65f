/** Ticks a second that a person can follow; more would only cost messages. */
const TICKS_PER_SECOND = 10;

/** Passes on at most ten calls a second, the first at once. */
export function atMostTenASecond<T>(pass: (value: T) => void): (value: T) => void {
  let next = 0;
  return (value) => {
    const now = performance.now();
    if (now < next) return;
    next = now + 1000 / TICKS_PER_SECOND;
    pass(value);
  };
}
