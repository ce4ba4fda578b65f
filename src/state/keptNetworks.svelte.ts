import { NOT_LOADED } from '../protocol/notLoaded';
import type { Outcome, Refusal } from '../base/outcome';
import { refusal } from '../words/refusal';
import { planKey } from '../pruning/planKey';
import type { Plan } from '../pruning/plan';
import { validatePlan } from '../pruning/validatePlan';
import type { Clock } from '../base/clock';
import type { KnownPoints } from './knownPoints';
import type { LabCondition } from './labCondition.svelte';
import type { LabWorkers } from './labWorkers';
import type { MeasuredPoint } from '../study/measuredPoint';
import type { NetworkStore, StoredNetwork } from '../storage/networkStore';
import { answered } from '../storage/patience';
import { storageTrouble } from '../storage/storageTrouble';

/** Where a kept network lies; `page`: only until the page is closed. */
export type KeptWhere = 'browser' | 'page';

interface Parts {
  readonly labWorkers: Pick<LabWorkers, 'networkFile' | 'readNetwork' | 'useNetwork'>;
  readonly store: NetworkStore;
  readonly clock: Clock;
  readonly lab: Pick<LabCondition, 'lab'>;
  readonly known: Pick<KnownPoints, 'studyOf'>;
  /** The plan's network is another from now on. */
  readonly onUse: (plan: Plan) => void;
  /** A network was opened, which is to be measured. */
  readonly onOpened: (plan: Plan) => void;
}

/** Networks that a person keeps, or that lie on a study's front: their plans are measured again without being repaired again. */
export class KeptNetworks {
  #networks = $state.raw<readonly (StoredNetwork & { readonly where: KeptWhere })[]>([]);
  #trouble = $state.raw<{ readonly key: string; readonly refusal: Refusal } | null>(null);
  /** Keys of networks that were kept, opened or forgotten in this visit. */
  #decided: readonly string[] = [];
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Brings back the networks of the last visit, but for those that were kept anew or forgotten in the meantime. */
  async restore(): Promise<void> {
    // Where the browser keeps nothing, the points have said so.
    const stored = await this.#parts.store.load().catch(() => []);
    for (const network of stored) {
      const known = this.#decided.includes(network.key);
      if (!known && validatePlan(network.plan).ok) this.#use(network, 'browser');
    }
  }

  /** Null where it is not kept. */
  whereIs(plan: Plan): KeptWhere | null {
    return this.#find(planKey(plan))?.where ?? null;
  }

  /** Why the last wish for the plan's network could not be met. */
  troubleOf(plan: Plan): Refusal | null {
    return this.#trouble?.key === planKey(plan) ? this.#trouble.refusal : null;
  }

  /** The trouble is being seen to. */
  forgive(plan: Plan): void {
    this.#complain(plan, null);
  }

  /** The network of a point in a file, with the record of how it was made. */
  async fileOf(item: MeasuredPoint): Promise<Outcome<Blob>> {
    const { plan } = item.point;
    const kept = this.#find(planKey(plan));
    // What is kept for the front was kept at once, before it was timed: its record lacks what came since.
    if (kept && kept.front === undefined) return { ok: true, value: kept.file };
    const file = await this.#parts.labWorkers.networkFile(plan, this.#parts.known.studyOf([item]));
    this.#complain(plan, file.ok ? null : file);
    return file;
  }

  /** Refused with `storage-full` or `not-stored` where the network stays in the page's memory alone. */
  async keep(item: MeasuredPoint): Promise<Outcome<null>> {
    const file = await this.fileOf(item);
    return file.ok ? this.#store(item.point.plan, file.value) : file;
  }

  /** @returns brings it back */
  async forget(plan: Plan): Promise<() => void> {
    const kept = this.#find(planKey(plan));
    this.#decided = [...this.#decided, planKey(plan)];
    this.#complain(plan, null);
    await this.letGo(plan);
    return () => kept && void this.#store(plan, kept.file);
  }

  /** Those that are kept for a study's front. */
  onFront(study: string): readonly StoredNetwork[] {
    return this.#networks.filter(({ front }) => front === study);
  }

  /** As long as its point lies on the front, nobody having decided otherwise. */
  isForFront(plan: Plan): boolean {
    return this.#find(planKey(plan))?.front !== undefined;
  }

  /** Somebody has kept, opened or forgotten it in this visit. */
  isDecided(plan: Plan): boolean {
    return this.#decided.includes(planKey(plan));
  }

  /**
   * In the browser or not at all: refused with `network-gone` where no worker has it any more, with `storage-full` where it
   * would take more than there is.
   * @param room bytes
   */
  async keepForFront(item: MeasuredPoint, front: string, room: number): Promise<Outcome<null>> {
    const { plan } = item.point;
    const study = this.#parts.known.studyOf([item]);
    const made = await this.#parts.labWorkers.networkFile(plan, study);
    if (!made.ok) return made;
    if (made.value.size > room) return refusal('storage-full');
    const network = { key: planKey(plan), plan, file: made.value, front };
    try {
      await answered(this.#parts.clock, this.#parts.store.put(network));
    } catch (error) {
      return notStored(error);
    }
    this.#use(network, 'browser');
    return { ok: true, value: null };
  }

  /** It can be made again from its plan. */
  async letGo(plan: Plan): Promise<void> {
    const key = planKey(plan);
    this.#networks = this.#without(key);
    this.#hand(plan, null);
    await answered(this.#parts.clock, this.#parts.store.remove(key)).catch(() => {});
  }

  /** Keeps a network that was saved before, here or elsewhere. */
  async open(file: Blob): Promise<Outcome<null>> {
    if (!this.#parts.lab.lab) return NOT_LOADED;
    const read = await this.#parts.labWorkers.readNetwork(file);
    if (!read.ok) return read;
    const [{ plan }] = read.value.points;
    // It is used at once; what the storage says of it is told beside the network.
    void this.#store(plan, file);
    this.#parts.onOpened(plan);
    return { ok: true, value: null };
  }

  async #store(plan: Plan, file: Blob): Promise<Outcome<null>> {
    const network = { key: planKey(plan), plan, file };
    // First of all it is safe from the next networks, which push old ones out of a worker's memory.
    this.#decided = [...this.#decided, network.key];
    this.#use(network, 'page');
    try {
      await answered(this.#parts.clock, this.#put(network));
      return { ok: true, value: null };
    } catch (error) {
      const refused = notStored(error);
      this.#complain(plan, refused);
      return refused;
    }
  }

  /** It may take long, and the network be another or forgotten by then. */
  async #put(network: StoredNetwork): Promise<void> {
    await this.#parts.store.put(network);
    if (this.#find(network.key)?.file !== network.file) return;
    this.#use(network, 'browser');
    this.#complain(network.plan, null);
  }

  #use(network: StoredNetwork, where: KeptWhere): void {
    const known = this.#find(network.key)?.file === network.file;
    this.#networks = [...this.#without(network.key), { ...network, where }];
    if (!known) this.#hand(network.plan, network.file);
  }

  #hand(plan: Plan, file: Blob | null): void {
    this.#parts.labWorkers.useNetwork(plan, file);
    this.#parts.onUse(plan);
  }

  #find(key: string) {
    return this.#networks.find((network) => network.key === key);
  }

  #without(key: string) {
    return this.#networks.filter((network) => network.key !== key);
  }

  #complain(plan: Plan, why: Refusal | null): void {
    const key = planKey(plan);
    if (why) this.#trouble = { key, refusal: why };
    else if (this.#trouble?.key === key) this.#trouble = null;
  }
}

function notStored(error: unknown): Refusal {
  return error instanceof Error && error.name === 'QuotaExceededError'
    ? refusal('storage-full')
    : refusal('not-stored', { cause: storageTrouble(error) });
}
