import { afterPaint } from '../base/afterPaint';
import { DEFAULT_IMAGES } from '../study/imageCounts';
import { defaultOptions, fittingOptions, optionsOf, withOptions } from '../pruning/methodOptions';
import type { Network } from '../model/network';
import { methodOf } from '../pruning/methods';
import type { MethodId, Plan } from '../pruning/plan';
import { USUAL_PRECISION } from '../pruning/precisions';
import { suits, withPrecision } from '../pruning/repairs';
import { defaultPlan, unknownUnit } from '../pruning/validatePlan';
import { sentence } from '../words/sentence';
import { linkOf, parseLink, type Linked } from './planLink';
import { restingSettings } from './planSettings';

const HISTORY_LIMIT = 200;

/** A plan with the level that was asked for, which a method with few levels may not have. */
interface Step extends Linked {
  readonly wanted: number;
}

/** The plan that the controls show, and how it came about: every change can be undone. */
export class PlanState {
  /** After every change but those of a finger on the slider. */
  onChange: () => void = () => {};
  /** The network that is pruned; null before it is loaded. */
  networkOf: () => Network | null = () => null;
  #step = $state.raw<Step>(this.#stepOf({ plan: defaultPlan(), images: DEFAULT_IMAGES }));
  readonly #rest = restingSettings();
  #settings = $state.raw<Plan>(this.#rest(this.#step.plan));
  #followed = $state.raw<Plan>(this.#step.plan);
  #past = $state.raw<readonly Step[]>([]);
  #future = $state.raw<readonly Step[]>([]);
  /** What the controls showed before the finger went down; null while nothing is dragged. */
  #beforeDrag = $state.raw<Step | null>(null);
  readonly method = $derived(methodOf(this.#settings.method));

  constructor(start?: Linked) {
    if (start) this.#current = this.#stepOf(start);
  }

  get plan(): Plan {
    return this.#current.plan;
  }

  /** All of the plan but its level, which is that of some time before: the same object while the slider moves. */
  get settings(): Plan {
    return this.#settings;
  }

  /**
   * For all that shows what becomes of the plan: a frame behind it where the slider begins to move, for a press is answered
   * by the frame that needs least.
   */
  get followed(): Plan {
    return this.#followed;
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

  /** Changes some fields, but never the method: that is chosen. */
  change(fields: Partial<Omit<Plan, 'method'>>): void {
    const { images, wanted } = this.#current;
    const plan = fitted(this.#own(written({ ...allocated(this.plan, fields), ...fields })));
    this.#replace({ plan, images, wanted: fields.level === undefined ? wanted : plan.level });
  }

  /**
   * A method comes with its own options, whatever was chosen before it, and takes the nearest that it has to the
   * level that was asked for: the plan does not depend on the way to it.
   */
  chooseMethod(id: MethodId): void {
    const { plan, wanted: level } = this.#current;
    const chosen = fitted({ ...withOptions(plan, defaultOptions(id)), method: id, level });
    this.#replace({ ...this.#current, plan: chosen });
  }

  chooseImages(images: number): void {
    this.#replace({ ...this.#current, images });
  }

  /** Loads a plan that was measured before. */
  load(linked: Linked): void {
    this.#replace(this.#stepOf(linked));
  }

  /** Follows a permalink that was put into the address by hand. @returns what in it is unknown */
  follow(hash: string): readonly string[] {
    const read = parseLink(hash);
    if (!read) return [];
    const network = this.networkOf();
    const unknown = network && unknownUnit(network, read.linked.plan);
    this.load(read.linked);
    return unknown ? [...read.strange, sentence(unknown)] : read.strange;
  }

  /**
   * Follows the finger, or a key; the whole drag is one step of the history.
   * @param pressed by a press, of which each is waited for, and not by a move
   */
  drag(level: number, pressed = false): void {
    const begins = !this.dragging;
    this.#beforeDrag ??= this.#current;
    this.#current = this.#stepOf({ plan: fitted({ ...this.plan, level }), images: this.images });
    if (begins || pressed) afterPaint(() => this.#follow());
    else this.#follow();
  }

  release(): void {
    const before = this.#beforeDrag;
    this.#beforeDrag = null;
    this.#follow();
    if (before && before.plan.level !== this.plan.level) this.#remember(before);
  }

  undo(): void {
    this.release();
    const before = this.#past.at(-1);
    if (!before) return;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, this.#current];
    this.#current = before;
    this.onChange();
  }

  redo(): void {
    this.release();
    const after = this.#future.at(-1);
    if (!after) return;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, this.#current];
    this.#current = after;
    this.onChange();
  }

  get #current(): Step {
    return this.#step;
  }

  set #current(step: Step) {
    this.#step = step;
    this.#settings = this.#rest(step.plan);
    if (!this.dragging) this.#follow();
  }

  #follow(): void {
    this.#followed = this.plan;
  }

  #replace(next: Step): void {
    this.release();
    if (linkOf(next) !== linkOf(this.#current)) {
      this.#remember(this.#current);
      this.#current = next;
    }
    this.onChange();
  }

  #remember(step: Step): void {
    this.#past = [...this.#past, step].slice(-HISTORY_LIMIT);
    this.#future = [];
  }

  #stepOf({ plan, images }: Linked): Step {
    return { plan: this.#own(plan), images, wanted: plan.level };
  }

  /** Without what the plan's method has not, or not in this way; without ratios of what the network has not. */
  #own(plan: Plan): Plan {
    return withOptions(plan, fittingOptions(plan.method, optionsOf(plan), this.networkOf()));
  }
}

/** The usual precision is left out, and so are steps that another one needs. */
function written({ precision = USUAL_PRECISION, ...plan }: Plan): Plan {
  const repair = plan.repair.filter((step) => suits(step, precision));
  return { ...plan, repair, ...withPrecision(precision) };
}

/** Shares belong to the ranking and scope that they were found for, and are not mixed with ratios by hand. */
function allocated({ shares, ...plan }: Plan, fields: Partial<Plan>): Plan {
  const { ranking, scope, ratios } = { ...plan, ...fields };
  const stays = ranking === plan.ranking && scope === plan.scope && !ratios;
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
