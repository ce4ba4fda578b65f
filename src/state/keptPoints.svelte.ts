import type { Clock } from '../base/clock';
import type { Note } from '../base/outcome';
import { note } from '../words/refusal';
import { merged, type MeasuredPoint } from '../study/measuredPoint';
import { answered } from '../storage/patience';
import { StorageTrouble, storageTrouble } from '../storage/storageTrouble';
import type { PointStore } from './openedStudy.svelte';

type Points = readonly MeasuredPoint[];

/** What the browser keeps of the points for the next visit. Nothing waits for it: its trouble is told when it is known. */
export class KeptPoints {
  /** Why points are not kept for the next visit; null while they are. */
  trouble = $state.raw<Note | null>(null);
  /** That some of the study's points are kept, but cannot be shown. */
  unread = $state.raw<Note | null>(null);
  readonly #store: PointStore;
  readonly #clock: Clock;
  /** The study whose points are wanted: another one may be opened before they come. */
  #wanted = 0;
  /** Points that the storage has refused: they are there as long as the page is. */
  #left: Points = [];

  constructor(store: PointStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Where the browser takes the storage away, the page alone has its points until there is a next one to store.
   * @param all of the study that is open
   */
  watch(all: () => Points): void {
    this.#store.onClosed(() => {
      this.#left = all();
      if (this.#left.length > 0) this.#complain(new StorageTrouble('storage-closed'));
    });
  }

  /** The page alone has some of them. */
  get hasLeft(): boolean {
    return this.#left.length > 0;
  }

  /** @param join puts the points of the study that is open among those of this visit, whenever they come */
  async restore(join: (older: Points) => void): Promise<void> {
    const wanted = ++this.#wanted;
    const stored = await this.#asked(() => this.#store.load());
    if (!stored || wanted !== this.#wanted) return;
    this.unread = stored.unread;
    join(stored.points);
  }

  /** With those that found no room before. */
  async put(points: Points): Promise<void> {
    const all = merged(this.#left, points);
    const stored = await this.#asked(async () => {
      await this.#store.put(all);
      return true;
    });
    if (stored) this.#left = this.#left.filter((point) => !all.includes(point));
    else this.#left = merged(this.#left, all);
  }

  remove(points: Points): void {
    const ids = points.map(({ id }) => id);
    this.#left = this.#left.filter(({ id }) => !ids.includes(id));
    void this.#asked(() => this.#store.remove(ids));
  }

  /** Late is better than never: the trouble goes when an answer comes after all. */
  async #asked<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const result = work();
      await answered(this.#clock, result).catch((error: unknown) => this.#complain(error));
      const value = await result;
      this.trouble = null;
      return value;
    } catch (error) {
      this.#complain(error);
      return null;
    }
  }

  #complain(error: unknown): void {
    this.trouble = note('points-not-kept', { cause: storageTrouble(error) });
  }
}
