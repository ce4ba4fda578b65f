import type { RememberedStudy, StudyMemory } from '../storage/studyMemory';
import { studyOrder } from '../study/studyPlans';
import type { LabCondition } from './labCondition.svelte';
import type { PointLibrary } from './pointLibrary.svelte';
import type { RunElsewhere } from './runElsewhere.svelte';

interface Parts {
  readonly lab: Pick<LabCondition, 'lab'>;
  readonly memory: StudyMemory;
  readonly points: Pick<PointLibrary, 'isMeasured' | 'isWhole'>;
  /** Another tab is at it. */
  readonly elsewhere: Pick<RunElsewhere, 'runs'>;
}

/** A study that broke off, by a reload, a crash or a power cut: it is offered, and goes on when somebody says so. */
export class InterruptedStudy {
  #study = $state.raw<RememberedStudy | null>(null);
  readonly #parts: Parts;
  #begun = 0;

  /** What was broken off, but for one of other files under the same name: its points would be of two networks. */
  readonly #offered = $derived.by(() => {
    const subject = this.#parts.lab.lab?.subject.id;
    const other = this.#study?.subject !== undefined && subject && this.#study.subject !== subject;
    return other || this.#parts.elsewhere.runs ? null : this.#study;
  });

  /** Points of the study, and how many are still to be measured and to be timed; null where none was broken off. */
  readonly progress = $derived.by(() => {
    const study = this.#offered;
    const order = study && studyOrder(study.request, this.#parts.lab.lab?.subject.network ?? null);
    if (!order?.ok) return null;
    const { plans } = order.value;
    const { points } = this.#parts;
    return {
      total: plans.length,
      unmeasured: plans.filter((plan) => !points.isMeasured(plan, study!.images)).length,
      untimed: plans.filter((plan) => !points.isWhole(plan, study!.images)).length,
    };
  });

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @returns the last visit's study, broken off or not, whenever it comes; null once another one has begun */
  async restore(): Promise<RememberedStudy | null> {
    const begun = this.#begun;
    const study = await this.#parts.memory.read().catch(() => null);
    if (this.#begun !== begun) return null;
    this.#study = study?.running ? study : null;
    return study;
  }

  get study(): RememberedStudy | null {
    return this.#offered;
  }

  /** A study begins; whatever was broken off before is history. */
  begin(study: Omit<RememberedStudy, 'running' | 'subject'>): void {
    this.#begun++;
    this.#study = null;
    this.#write({ ...study, running: true });
  }

  end(study: Omit<RememberedStudy, 'running' | 'subject'>): void {
    this.#write({ ...study, running: false });
  }

  /** It will not be offered again; its points stay. */
  dismiss(): void {
    if (this.#study) this.end(this.#study);
    this.#study = null;
  }

  /** A browser that stores nothing offers nothing after a reload. */
  #write(study: RememberedStudy): void {
    const subject = this.#parts.lab.lab?.subject.id;
    void this.#parts.memory.write({ ...study, subject }).catch(() => {});
  }
}
