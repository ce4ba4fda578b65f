import { whenIdle } from '../base/whenIdle';
import { allWords } from '../words/words';

/** Parts of the page that are not on its first screen: each comes when it is first wanted, or once the page has nothing better to do. */
export class Part<Module = unknown> {
  loaded = $state.raw<Module | null>(null);
  failed = $state(false);
  readonly #import: () => Promise<Module>;
  #loading: Promise<void> | null = null;

  constructor(load: () => Promise<Module>) {
    this.#import = load;
  }

  /** Once; again after it failed. Never throws: `failed` tells. */
  load(): Promise<void> {
    if (this.failed) this.#loading = null;
    this.failed = false;
    this.#loading ??= this.#import().then(
      (module) => void (this.loaded = module),
      () => void (this.failed = true),
    );
    return this.#loading;
  }
}

const all: Part[] = [];

/** @param load `() => import(…)`: the bundler makes a file of its own of what stands there */
export function part<Module>(load: () => Promise<Module>): Part<Module> {
  const made = new Part(async () => {
    // It says what the first screen does not.
    await allWords();
    return load();
  });
  all.push(made as Part);
  return made;
}

/**
 * All of them, one after another, each when the page has nothing else to do: opening one then waits for nothing, not even for
 * a server that has gone.
 * @param waits as while a finger is down, between whose moves the page has nothing to do
 */
export async function loadParts(waits: () => boolean): Promise<void> {
  // What has been loaded may bring parts of its own.
  for (let i = 0; i < all.length; i++) {
    do await whenIdle();
    while (waits());
    await all[i].load();
  }
}
