/** A team that is one thread: it does a section's parts one after the other, in either order. */
import type { KernelSection, TeamOfThreads } from '../../workers/kernels/threads/team';

export class PartsInTurn implements TeamOfThreads {
  readonly size: number;
  private readonly order: 'forwards' | 'backwards';
  private readonly plans: (readonly KernelSection[])[] = [];

  constructor(size: number, order: 'forwards' | 'backwards') {
    this.size = size;
    this.order = order;
  }

  placePlan(_: number, sections: readonly KernelSection[]): number {
    return this.plans.push(sections) - 1;
  }

  run(plan: number): void {
    for (const steps of this.plans[plan]) {
      const parts = steps[0].records.map((_, part) => part);
      for (const part of this.order === 'forwards' ? parts : parts.reverse()) {
        for (const { kernel, records } of steps) {
          if (records[part]) kernel(records[part]);
        }
      }
    }
  }

  settle(): void {
    // Nobody is late.
  }
}
