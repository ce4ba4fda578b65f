import type { Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { trainingStep } from '../pruning/repairs';
import type { MeasuredPoint } from '../study/measuredPoint';
import { onFront } from '../study/pareto';
import type { KeptNetworks } from './keptNetworks.svelte';
import type { LabCondition } from './labCondition.svelte';
import type { OpenedStudy } from './openedStudy.svelte';
import type { PointLibrary } from './pointLibrary.svelte';

/** What the browser gives to this page, in bytes; null where it does not say. */
export type AskRoom = () => Promise<{ readonly usage: number; readonly quota: number } | null>;

interface Parts {
  readonly networks: KeptNetworks;
  readonly points: Pick<PointLibrary, 'all' | 'isRestored'>;
  readonly opened: Pick<OpenedStudy, 'id'>;
  readonly lab: Pick<LabCondition, 'runtime'>;
  readonly room: AskRoom;
}

/** Of what the browser gives, the rest is for points and for what else is brought and downloaded. */
const SHARE = 0.5;

/**
 * Trained networks of points on the front of the study that is open: kept by themselves while there is room, let go when
 * they leave it. All others can be made again from their plans.
 */
export class FrontNetworks {
  /** Keys of those that found no room. */
  #left = $state.raw<readonly string[]>([]);
  readonly #parts: Parts;
  /** Their files were asked for once: training one anew for its file is nobody's wish. */
  #asked: readonly string[] = [];
  #seeing: Promise<void> | null = null;
  #again = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get kept(): { readonly count: number; readonly bytes: number } {
    const own = this.#parts.networks.onFront(this.#parts.opened.id);
    return { count: own.length, bytes: own.reduce((sum, { file }) => sum + file.size, 0) };
  }

  /** How many on the front found no room. */
  get left(): number {
    return this.#left.length;
  }

  /** After points have come. One after another, however many come meanwhile. */
  see(): Promise<void> {
    this.#again = true;
    this.#seeing ??= this.#seeAll().finally(() => (this.#seeing = null));
    return this.#seeing;
  }

  async #seeAll(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#seeOnce();
    }
  }

  async #seeOnce(): Promise<void> {
    const { networks, opened } = this.#parts;
    const study = opened.id;
    const kept = networks.onFront(study);
    if (kept.length === 0 && !this.#points.some(isTrained)) return;
    const wanted = this.#trainedOnFront();
    const keys = wanted.map(({ point }) => planKey(point.plan));
    this.#left = this.#left.filter((key) => keys.includes(key));
    // Before the study's points have come, nobody knows what its front is.
    const gone = this.#parts.points.isRestored ? kept.filter(({ key }) => !keys.includes(key)) : [];
    for (const { plan } of gone) await networks.letGo(plan);
    for (const item of wanted) if (this.#isNew(item.point.plan)) await this.#keep(item, study);
  }

  async #keep(item: MeasuredPoint, study: string): Promise<void> {
    const key = planKey(item.point.plan);
    this.#asked = [...this.#asked, key];
    const room = await this.#parts.room();
    const free = room ? SHARE * room.quota - room.usage : Infinity;
    const kept = await this.#parts.networks.keepForFront(item, study, free);
    if (!kept.ok && kept.code !== 'network-gone') this.#left = [...this.#left, key];
  }

  #isNew(plan: Plan): boolean {
    const { networks } = this.#parts;
    const known = networks.whereIs(plan) !== null || networks.isDecided(plan);
    return !known && !this.#asked.includes(planKey(plan));
  }

  #trainedOnFront(): readonly MeasuredPoint[] {
    const points = this.#points;
    const front = onFront(
      points.map(({ point }) => point),
      this.#parts.lab.runtime,
    );
    return points.filter((item) => front.has(item.point) && isTrained(item));
  }

  get #points(): readonly MeasuredPoint[] {
    return this.#parts.points.all;
  }
}

function isTrained({ point }: MeasuredPoint): boolean {
  return trainingStep(point.plan.repair) !== undefined;
}
