/**
 * The meter's clock on the page's clock. A chunk arrives some latency after its last sample was taken; the
 * smallest difference (arrival − device) of the last seconds is the offset, what exceeds it is jitter.
 */
export class ClockMap {
  /** Mean of what latency exceeds its minimum by, ms. */
  jitterMs = 0;
  /** False: the device's time makes no sense as a clock (wrong unit, stops); arrival times are used. */
  reliable = true;
  private lastDeviceMs = NaN;
  private bucketEndsAtMs = -Infinity;
  private previousOffset = Infinity;
  private offset = Infinity;
  private behindSinceMs = NaN;
  private restarts = 0;

  /** Tells when, by the page's clock, a chunk's last sample was taken. */
  observe(deviceMs: number, arrivalMs: number): void {
    const difference = arrivalMs - deviceMs;
    if (!(deviceMs >= this.lastDeviceMs) || this.fellBehind(difference, arrivalMs))
      this.restart(arrivalMs);
    this.lastDeviceMs = deviceMs;
    if (arrivalMs >= this.bucketEndsAtMs) {
      this.bucketEndsAtMs = arrivalMs + BUCKET_MS;
      this.previousOffset = this.offset;
      this.offset = Infinity;
    }
    this.offset = Math.min(this.offset, difference);
    this.jitterMs += JITTER_WEIGHT * (difference - this.bestOffset() - this.jitterMs);
  }

  pageMs(deviceMs: number): number {
    return deviceMs + this.bestOffset();
  }

  private bestOffset(): number {
    return Math.min(this.offset, this.previousOffset);
  }

  /** A clock that stays behind lost samples that nobody numbered: begin anew. */
  private fellBehind(difference: number, arrivalMs: number): boolean {
    if (!(difference > this.bestOffset() + BEHIND_MS)) this.behindSinceMs = NaN;
    else if (Number.isNaN(this.behindSinceMs)) this.behindSinceMs = arrivalMs;
    return arrivalMs - this.behindSinceMs > BEHIND_FOR_MS;
  }

  private restart(arrivalMs: number): void {
    if (!Number.isNaN(this.lastDeviceMs)) this.restarts++;
    if (this.restarts > MOST_RESTARTS) this.reliable = false;
    this.behindSinceMs = NaN;
    this.previousOffset = Infinity;
    this.offset = Infinity;
    this.bucketEndsAtMs = arrivalMs + BUCKET_MS;
  }
}

const BUCKET_MS = 5000;
const JITTER_WEIGHT = 0.05;
/** One report of four samples at 100 per second is 40 ms. */
const BEHIND_MS = 30;
const BEHIND_FOR_MS = 500;
/** A wrapped counter and a few lost reports are normal; more is not a clock. */
const MOST_RESTARTS = 20;
