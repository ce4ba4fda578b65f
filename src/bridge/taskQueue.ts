/** A piece of work for one member of the pool. */
export interface Task<M> {
  /** Runs alone, while every other member rests. */
  readonly exclusive: boolean;
  /** Goes before tasks that are not urgent. */
  readonly urgent: boolean;
  readonly lane: string | null;
  /** Must not reject. */
  run(member: M): Promise<void>;
  /** Called instead of `run` where the task is taken out of the queue. */
  drop(): void;
}

/** Gives waiting tasks to idle members, in order. */
export class TaskQueue<M> {
  private idle: M[];
  /** Those that have not retired. */
  private readonly members: Set<M>;
  private waiting: Task<M>[] = [];
  private exclusiveRuns = false;

  constructor(members: readonly M[]) {
    this.idle = [...members];
    this.members = new Set(members);
  }

  add(task: Task<M>): void {
    const before = task.urgent ? this.waiting.findIndex(({ urgent }) => !urgent) : -1;
    this.waiting.splice(before < 0 ? this.waiting.length : before, 0, task);
    this.dispatch();
  }

  dropLane(lane: string): void {
    const dropped = this.waiting.filter((task) => task.lane === lane);
    this.waiting = this.waiting.filter((task) => task.lane !== lane);
    for (const task of dropped) task.drop();
    this.dispatch();
  }

  /** It is given no task any more; one that it has may end. At least one has to stay. */
  retire(member: M): void {
    this.members.delete(member);
    this.idle = this.idle.filter((other) => other !== member);
  }

  private dispatch(): void {
    while (this.mayStart(this.waiting[0])) {
      void this.start(this.waiting.shift() as Task<M>, this.idle.shift() as M);
    }
  }

  private mayStart(task: Task<M> | undefined): boolean {
    if (!task || this.exclusiveRuns || this.idle.length === 0) return false;
    return !task.exclusive || this.idle.length === this.members.size;
  }

  private async start(task: Task<M>, member: M): Promise<void> {
    this.exclusiveRuns = task.exclusive;
    await task.run(member);
    if (this.members.has(member)) this.rest(member, task);
    if (task.exclusive) this.exclusiveRuns = false;
    this.dispatch();
  }

  private rest(member: M, { exclusive }: Task<M>): void {
    // All others rested meanwhile: their order stays as it was.
    if (exclusive) this.idle.unshift(member);
    else this.idle.push(member);
  }
}
