import { SvelteMap } from 'svelte/reactivity';
import { nextTask } from '../base/nextTask';
import type { Refusal } from '../base/outcome';
import type { LabWorkers } from './labWorkers';

/** A test picture's pixels. */
export interface SeenPicture {
  readonly width: number;
  readonly height: number;
  /** [height][width][4] */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Of all pictures that stay: twenty thousand small ones, some hundreds of 224 pixels. */
const MOST_BYTES = 64e6;

/** Shown in one task: at a quarter of a laptop's speed each takes 10 ms to draw. */
const AT_ONCE = 2;

/** Pixels of the test pictures that were shown lately, by index. */
export class ShownPictures {
  /** Why the last ones did not come. */
  failure = $state.raw<Refusal | null>(null);
  readonly #seen = new SvelteMap<number, SeenPicture>();
  readonly #labWorkers: Pick<LabWorkers, 'pictures'>;

  constructor(labWorkers: Pick<LabWorkers, 'pictures'>) {
    this.#labWorkers = labWorkers;
  }

  /** Null until it has come. */
  of(image: number): SeenPicture | null {
    return this.#seen.get(image) ?? null;
  }

  /** Fetches what is missing of these, in one call. */
  async ask(images: readonly number[]): Promise<void> {
    const missing = images.filter((image) => !this.#seen.has(image));
    if (missing.length === 0) return;
    const came = await this.#labWorkers.pictures(missing);
    this.failure = came.ok ? null : came;
    if (!came.ok) return;
    const { width, height, rgba } = came.value;
    const length = 4 * width * height;
    for (const [i, image] of missing.entries()) {
      if (i > 0 && i % AT_ONCE === 0) await nextTask();
      this.#seen.set(image, { width, height, rgba: rgba.slice(i * length, (i + 1) * length) });
    }
    this.#makeRoom(Math.max(images.length, Math.floor(MOST_BYTES / length)));
  }

  /** Those that came first go. */
  #makeRoom(most: number): void {
    for (const image of [...this.#seen.keys()].slice(0, -most)) this.#seen.delete(image);
  }
}
