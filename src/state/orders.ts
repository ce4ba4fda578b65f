import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { NOT_LOADED } from '../protocol/notLoaded';
import type { LoadedLab } from '../protocol/lab';
import { looksAtWeights } from '../pruning/methods';
import type { Plan } from '../pruning/plan';
import { imagesOf } from '../pruning/repairs';
import { THREADED_PLANS } from '../study/threadedPlans';
import { studyOrder, type StudyOrder, type StudyRequest } from '../study/studyPlans';
import type { BenchState } from './benchState.svelte';
import { ENERGY_RUNS, type EnergyState } from './energyState.svelte';
import type { FiguresState } from './figuresState.svelte';
import type { InterruptedStudy } from './interruptedStudy.svelte';
import type { KnownPoints } from './knownPoints';
import type { LabCondition } from './labCondition.svelte';
import type { RunElsewhere } from './runElsewhere.svelte';
import type { StudyForm } from './studyForm.svelte';
import type { StudyOutlook } from './studyRun';
import type { StudyRunner } from './studyRunner.svelte';

/** Its method or its repair looks at training images. */
function looksAtPictures(plan: Plan): boolean {
  const { method, level } = plan;
  return imagesOf(plan) > 0 || (level > 0 && !looksAtWeights(method));
}

interface Parts {
  readonly lab: LabCondition;
  readonly study: StudyRunner;
  readonly form: StudyForm;
  readonly interrupted: InterruptedStudy;
  readonly bench: BenchState;
  readonly energy: EnergyState;
  readonly figures: FiguresState;
  readonly known: KnownPoints;
  readonly elsewhere: RunElsewhere;
}

const BUSY = refusal('study-runs');
const NOTHING_MEASURED = refusal('no-point-for-energy');
const NOTHING_BROKEN_OFF = refusal('no-study-broken-off');
const ELSEWHERE = refusal('study-in-other-tab');
const BENCHMARK_RUNS = refusal('benchmark-runs');

/** Studies and energy runs that are asked for: each has the machine for itself. */
export class Orders {
  readonly #parts: Parts;
  #studyEnd: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** When the study that runs is over; at once where none does. */
  get studyEnd(): Promise<void> {
    return this.#studyEnd;
  }

  /** What that study would be, before it is begun. */
  outlook(request: StudyRequest, wanted: number): Outcome<StudyOutlook> {
    const order = this.#orderOf(request);
    if (!order.ok) return order;
    const images = this.#parts.lab.testImages(wanted);
    return { ok: true, value: this.#parts.study.outlook(order.value.plans, images) };
  }

  /** Measures a whole study; refuses a request that names something that does not exist. */
  async runStudy(request: StudyRequest, wanted: number): Promise<Outcome<StudyOrder>> {
    const { lab, study, form, interrupted, figures } = this.#parts;
    const images = lab.testImages(wanted);
    const order = this.#orderOf(request);
    if (!order.ok || !lab.lab) return order;
    if (this.obstacle) return this.obstacle;
    const { plans } = order.value;
    const asked = { request, images, wish: form.wish };
    const began = await this.#alone(async (own) => {
      interrupted.begin(asked);
      await study.start(plans, images, own);
      interrupted.end(asked);
    });
    if (!began.ok) return began;
    if (study.run?.done === plans.length) await figures.measureDense(images);
    return order;
  }

  /** Measures just these plans, as a study does. */
  async measurePlans(plans: readonly Plan[], wanted: number): Promise<Outcome<null>> {
    const { lab, study } = this.#parts;
    if (this.obstacle) return this.obstacle;
    if (!lab.lab) return NOT_LOADED;
    if (lab.lack && plans.some(looksAtPictures)) return lab.lack;
    const images = lab.testImages(wanted);
    return this.#alone((own) => study.start(plans, images, own));
  }

  /** Goes on with the study that a reload broke off; what it has measured is not measured again. */
  async resumeStudy(): Promise<Outcome<StudyOrder>> {
    const { study } = this.#parts.interrupted;
    return study ? this.runStudy(study.request, study.images) : NOTHING_BROKEN_OFF;
  }

  /** Joules of plans, one against the other, on the runtime that is chosen; those without a point are left out. */
  async measureEnergy(plans: readonly Plan[]): Promise<Outcome<null>> {
    const { lab, energy, known } = this.#parts;
    if (this.obstacle) return this.obstacle;
    const measured = known.measuredOf(plans);
    return measured.length > 0
      ? energy.start(measured, lab.runtime, lab.threads)
      : NOTHING_MEASURED;
  }

  /**
   * Joules of the dense network, in float32 and in int8, on 1 … n threads; the number that is chosen comes last, for points
   * keep the last one's joules.
   */
  async measureThreadEnergy(): Promise<Outcome<null>> {
    const { lab, energy } = this.#parts;
    if (this.obstacle) return this.obstacle;
    const { dense, int8 } = THREADED_PLANS;
    const plans = lab.lack ? [dense] : [dense, int8];
    const all = Array.from({ length: lab.mostThreads }, (_, i) => i + 1);
    const others = all.filter((threads) => threads !== lab.threads);
    for (const threads of [...others, lab.threads]) {
      const measured = await energy.start(plans, 'kernels', threads, 'one');
      if (!measured.ok || energy.cancelled) return measured;
    }
    return { ok: true, value: null };
  }

  /** Where no other tab has the machine. */
  #alone(work: (lab: LoadedLab) => Promise<void>): Promise<Outcome<null>> {
    const outcome = this.#whileAlone(work);
    this.#studyEnd = outcome.then(() => {});
    return outcome;
  }

  async #whileAlone(work: (lab: LoadedLab) => Promise<void>): Promise<Outcome<null>> {
    const { lab, elsewhere } = this.#parts;
    const release = await elsewhere.take();
    try {
      if (!release || this.obstacle || !lab.lab) return this.obstacle ?? ELSEWHERE;
      await work(lab.lab);
      return { ok: true, value: null };
    } finally {
      release?.();
    }
  }

  #orderOf(request: StudyRequest): Outcome<StudyOrder> {
    const { lab } = this.#parts;
    const order = studyOrder(request, lab.lab?.subject.network ?? null);
    const looking = order.ok && order.value.plans.some(looksAtPictures);
    return (looking && lab.lack) || order;
  }

  /** What has the machine for itself now; null where nothing does. */
  get obstacle(): Refusal | null {
    const { study, bench, energy } = this.#parts;
    if (study.phase !== 'idle') return BUSY;
    if (bench.phase === 'running') return BENCHMARK_RUNS;
    return energy.phase === 'idle' ? null : ENERGY_RUNS;
  }
}
