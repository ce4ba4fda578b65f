/** What is known about one sample beside its values; bits of `SampleBlock.flags`. */
export const SampleFlag = {
  /** The same reading as before: the meter was asked more often than it measures. */
  duplicate: 1,
  /** Samples are missing between this one and the one before. */
  afterGap: 2,
  /** The meter's own power is not volts × amps. */
  powerMismatch: 4,
  /** Outside what the meter can measure; kept, but never averaged. */
  invalid: 8,
  /** The meter measures no voltage: volts are what was set or entered. */
  voltageAssumed: 16,
  /** The current flows from the load to the supply, and has for a while: kept, but never averaged. */
  backwards: 32,
} as const;

/**
 * Decoded samples in columns, so that 100,000 samples a second make no object each. Columns are valid up to
 * `length`; a block is filled, read and cleared again.
 */
export class SampleBlock {
  length = 0;
  /** Time by the meter's own clock, ms since any moment; NaN where the meter tells none. */
  deviceMs: Float64Array;
  volts: Float64Array;
  /** Signed where the meter tells the direction; positive from supply to load. */
  amps: Float64Array;
  watts: Float64Array;
  flags: Uint8Array;

  constructor(capacity = 64) {
    this.deviceMs = new Float64Array(capacity);
    this.volts = new Float64Array(capacity);
    this.amps = new Float64Array(capacity);
    this.watts = new Float64Array(capacity);
    this.flags = new Uint8Array(capacity);
  }

  push(deviceMs: number, volts: number, amps: number, watts: number, flags = 0): void {
    const at = this.length;
    if (at === this.flags.length) this.grow();
    this.deviceMs[at] = deviceMs;
    this.volts[at] = volts;
    this.amps[at] = amps;
    this.watts[at] = watts;
    this.flags[at] = flags;
    this.length = at + 1;
  }

  clear(): void {
    this.length = 0;
  }

  private grow(): void {
    const capacity = 2 * this.flags.length;
    const longer = (column: Float64Array) => {
      const grown = new Float64Array(capacity);
      grown.set(column);
      return grown;
    };
    this.deviceMs = longer(this.deviceMs);
    this.volts = longer(this.volts);
    this.amps = longer(this.amps);
    this.watts = longer(this.watts);
    const flags = new Uint8Array(capacity);
    flags.set(this.flags);
    this.flags = flags;
  }
}
