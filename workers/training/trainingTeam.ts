import type { TeamSeat } from '../../src/protocol/lab';
import { GradientTeam } from './gradientTeam';

const LOOK_MS = 50;
/** Far below any count of arrivals. */
const BROKEN_UP = -1000;

/** A team whose members may come late: the repair steps before a training take a while, and not the same everywhere. */
export class TrainingTeam extends GradientTeam {
  private readonly arrivals: Int32Array;

  constructor({ rank, size, shared, arrivals }: TeamSeat) {
    super(rank, size, shared);
    this.arrivals = new Int32Array(arrivals);
  }

  /** Waits for all, without blocking the worker. False once the team was stopped or `goesOn` says no. */
  async gather(goesOn: () => boolean): Promise<boolean> {
    Atomics.add(this.arrivals, 0, 1);
    for (;;) {
      const arrived = Atomics.load(this.arrivals, 0);
      if (arrived < 0 || !goesOn()) return false;
      if (arrived >= this.size) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  override stop(): void {
    Atomics.store(this.arrivals, 0, BROKEN_UP);
    super.stop();
  }
}
