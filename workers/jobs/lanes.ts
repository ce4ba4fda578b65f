/** Latest wins: a newer job of a lane, or `cancel`, ends the older one at its next check. */
export class Lanes {
  private readonly newest = new Map<string, object>();

  /** @returns whether the job has been superseded since */
  start(lane: string): () => boolean {
    const job = {};
    this.newest.set(lane, job);
    return () => this.newest.get(lane) !== job;
  }

  cancel(lane: string): void {
    this.newest.delete(lane);
  }
}
