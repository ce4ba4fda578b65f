import type { Clock } from '../base/clock';
import type { Note } from '../base/outcome';
import { note } from '../words/refusal';
import type { MeasuredPoint } from '../study/measuredPoint';
import type { PointStore } from '../storage/pointStore';
import { answered } from '../storage/patience';
import { storageTrouble } from '../storage/storageTrouble';

type Points = readonly MeasuredPoint[];

/** What the browser keeps of the points for the next visit. Nothing waits for it: its trouble is told when it is known. */
export class KeptPoints {
  /** Why points are not kept for the next visit; null while they are. */
  trouble = $state.raw<Note | null>(null);
  readonly #store: PointStore;
  readonly #clock: Clock;
  /** The last visit's points are here. */
  #restored = false;
  #replacedEarly = false;

  constructor(store: PointStore, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** @param join puts the last visit's points among those of this one, whenever they come, and returns all */
  async restore(join: (older: Points) => Points): Promise<void> {
    const stored = await this.#asked(() => this.#store.load());
    if (!stored) return;
    this.#restored = true;
    const all = join(stored);
    if (this.#replacedEarly) this.replace(all);
  }

  put(point: MeasuredPoint): void {
    void this.#asked(() => this.#store.put(point));
  }

  /** Before the last visit's points have come, they are not among these: then it is done once more. */
  replace(all: Points): void {
    this.#replacedEarly = !this.#restored;
    void this.#asked(() => this.#store.replace(all));
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
