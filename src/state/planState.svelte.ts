import { methodOf } from '../pruning/methods';
import type { MethodId, Plan } from '../pruning/plan';
import { defaultPlan } from '../pruning/validatePlan';
import { DEFAULT_IMAGES, type Linked } from './planLink';

const HISTORY_LIMIT = 200;

/** The plan that the controls show, and how it came about: every change can be undone. */
export class PlanState {
  #current = $state.raw<Linked>({ plan: defaultPlan(), images: DEFAULT_IMAGES });
  #past = $state.raw<readonly Linked[]>([]);
  #future = $state.raw<readonly Linked[]>([]);
  /** What the controls showed before the finger went down; null while nothing is dragged. */
  #beforeDrag = $state.raw<Linked | null>(null);
  readonly method = $derived(methodOf(this.#current.plan.method));

  constructor(start?: Linked) {
    if (start) this.#current = start;
  }

  get plan(): Plan {
    return this.#current.plan;
  }

  get images(): number {
    return this.#current.images;
  }

  get current(): Linked {
    return this.#current;
  }

  get dragging(): boolean {
    return this.#beforeDrag !== null;
  }

  get canUndo(): boolean {
    return this.#past.length > 0;
  }

  get canRedo(): boolean {
    return this.#future.length > 0;
  }

  /** Changes some fields; a method brings its own ranking, and its own levels where it has only a few. */
  change(fields: Partial<Plan>): void {
    const plan = fitted({ ...allocated(this.plan, fields), ...fields });
    this.#replace({ plan, images: this.images });
  }

  chooseMethod(id: MethodId): void {
    const { rankings, defaultRanking } = methodOf(id);
    const ranking = rankings.includes(this.plan.ranking) ? this.plan.ranking : defaultRanking;
    this.change({ method: id, ranking });
  }

  chooseImages(images: number): void {
    this.#replace({ plan: this.plan, images });
  }

  /** Loads a plan that was measured before. */
  load(linked: Linked): void {
    this.#replace(linked);
  }

  /** Follows the finger; the whole drag is one step of the history. */
  drag(level: number): void {
    this.#beforeDrag ??= this.#current;
    this.#current = { plan: fitted({ ...this.plan, level }), images: this.images };
  }

  release(): void {
    const before = this.#beforeDrag;
    this.#beforeDrag = null;
    if (before && before.plan.level !== this.plan.level) this.#remember(before);
  }

  undo(): void {
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#current];
    this.#current = before;
  }

  redo(): void {
    const after = this.#future.at(-1);
    if (!after) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#current];
    this.#current = after;
  }

  #replace(next: Linked): void {
    this.release();
    if (JSON.stringify(next) === JSON.stringify(this.#current)) return;
    this.#remember(this.#current);
    this.#current = next;
  }

  #remember(step: Linked): void {
    this.#past = [...this.#past, step].slice(-HISTORY_LIMIT);
    this.#future = [];
  }
}

/** Shares belong to the method, ranking and scope that they were found for. */
function allocated({ shares, ...plan }: Plan, fields: Partial<Plan>): Plan {
  const stays =
    (fields.method ?? plan.method) === plan.method &&
    (fields.ranking ?? plan.ranking) === plan.ranking &&
    (fields.scope ?? plan.scope) === plan.scope;
  return shares && stays ? { ...plan, shares } : plan;
}

/** The nearest level that the method can have. */
function fitted(plan: Plan): Plan {
  const { levels } = methodOf(plan.method);
  if (!levels) return plan;
  const distance = (level: number) => Math.abs(level - plan.level);
  const level = levels.reduce((best, next) => (distance(next) < distance(best) ? next : best));
  return { ...plan, level };
}
