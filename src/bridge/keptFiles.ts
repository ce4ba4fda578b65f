import type { Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';

/** Networks in files, by the plan that made them: jobs of these plans take the file instead of repairing anew. */
export class KeptFiles {
  private readonly files = new Map<string, Blob>();

  of(plan: Plan): Blob | undefined {
    return this.files.get(planKey(plan));
  }

  clear(): void {
    this.files.clear();
  }

  use(plan: Plan, file: Blob | null): void {
    if (file) this.files.set(planKey(plan), file);
    else this.files.delete(planKey(plan));
  }
}
