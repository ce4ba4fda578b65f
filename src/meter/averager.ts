import { SampleFlag } from './sampleBlock';

/** Where finished samples go. */
export type Deliver = (
  deviceMs: number,
  volts: number,
  amps: number,
  watts: number,
  flags: number,
) => void;

/** Makes one sample of every `size`: energy stays exact, memory small. A gap begins a new one. */
export class Averager {
  private readonly size: number;
  private readonly deliver: Deliver;
  private count = 0;
  private deviceMs = 0;
  private volts = 0;
  private amps = 0;
  private watts = 0;
  private flags = 0;

  constructor(size: number, deliver: Deliver) {
    this.size = size;
    this.deliver = deliver;
  }

  add(deviceMs: number, volts: number, amps: number, watts: number, flags: number): void {
    if (flags & SampleFlag.afterGap) this.flush();
    this.count++;
    this.deviceMs += deviceMs;
    this.volts += volts;
    this.amps += amps;
    this.watts += watts;
    this.flags |= flags;
    if (this.count === this.size) this.flush();
  }

  private flush(): void {
    const { count } = this;
    if (count > 0)
      this.deliver(
        this.deviceMs / count,
        this.volts / count,
        this.amps / count,
        this.watts / count,
        this.flags,
      );
    this.count = this.flags = 0;
    this.deviceMs = this.volts = this.amps = this.watts = 0;
  }
}
