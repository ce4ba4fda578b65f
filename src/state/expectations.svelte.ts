import type { MethodId } from '../pruning/plan';
import { EXPECTED_LEVELS, type ExpectedCurve } from '../study/expectedCurve';
import { GUESSES, type Guess } from '../study/fasterGuess';
import { RUNTIMES, type RuntimeId } from '../study/runtimes';
import { METHODS } from '../pruning/methods';

type Curves = Partial<Readonly<Record<MethodId, ExpectedCurve>>>;
type Guesses = Partial<Readonly<Record<RuntimeId, Guess>>>;

const KEY = 'pruning-lab-expectations';

/** What somebody expects before it is measured; never asked for, and remembered while the browser's tab is open. */
export class Expectations {
  #curves = $state.raw<Curves>({});
  #guesses = $state.raw<Guesses>({});
  readonly #storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  /** @param storage may throw: then a reload forgets */
  constructor(storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>) {
    this.#storage = storage;
    this.#restore();
  }

  /** Null where nothing was drawn. */
  curveOf(method: MethodId): ExpectedCurve | null {
    return this.#curves[method] ?? null;
  }

  /** All that were drawn. */
  get curves(): readonly { readonly method: MethodId; readonly curve: ExpectedCurve }[] {
    return METHODS.flatMap(({ id: method }) => {
      const curve = this.#curves[method];
      return curve ? [{ method, curve }] : [];
    });
  }

  draw(method: MethodId, curve: ExpectedCurve): void {
    this.#curves = { ...this.#curves, [method]: curve };
    this.#keep();
  }

  forgetCurve(method: MethodId): void {
    this.#curves = { ...this.#curves, [method]: undefined };
    this.#keep();
  }

  get guesses(): Guesses {
    return this.#guesses;
  }

  guess(runtime: RuntimeId, guess: Guess): void {
    this.#guesses = { ...this.#guesses, [runtime]: guess };
    this.#keep();
  }

  forgetGuesses(): void {
    this.#guesses = {};
    this.#keep();
  }

  /** Those of since then stay. */
  bringBackGuesses(guesses: Guesses): void {
    this.#guesses = { ...guesses, ...this.#guesses };
    this.#keep();
  }

  #keep(): void {
    try {
      const kept = JSON.stringify({ curves: this.#curves, guesses: this.#guesses });
      this.#storage().setItem(KEY, kept);
    } catch {
      // A browser that stores nothing forgets with the next reload.
    }
  }

  #restore(): void {
    try {
      const kept: unknown = JSON.parse(this.#storage().getItem(KEY) ?? '{}');
      if (!isRecord(kept)) return;
      this.#curves = curvesIn(kept.curves);
      this.#guesses = guessesIn(kept.guesses);
    } catch {
      // Nothing is remembered.
    }
  }
}

/** Whatever another version may have left there. */
function curvesIn(value: unknown): Curves {
  if (!isRecord(value)) return {};
  const sound = METHODS.filter(({ id }) => isCurve(value[id]));
  return Object.fromEntries(sound.map(({ id }) => [id, value[id]]));
}

function isCurve(value: unknown): value is ExpectedCurve {
  const isShare = (one: unknown) => typeof one === 'number' && one >= 0 && one <= 1;
  return Array.isArray(value) && value.length === EXPECTED_LEVELS.length && value.every(isShare);
}

function guessesIn(value: unknown): Guesses {
  if (!isRecord(value)) return {};
  const sound = RUNTIMES.filter(({ id }) => GUESSES.some((guess) => guess === value[id]));
  return Object.fromEntries(sound.map(({ id }) => [id, value[id]]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
