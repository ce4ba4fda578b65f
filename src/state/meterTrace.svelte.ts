import type { WindowPower } from '../meter/energy/windowPower';
import type { Trace, TraceSpan, TraceWindow } from '../meter/trace';
import type { Clock } from '../base/clock';
import type { MeterState } from './meterState.svelte';

/** 30 pictures a second at most, 4 at least; between them one whenever the trace has moved by a bin. */
const FASTEST_MS = 34;
const SLOWEST_MS = 250;
const SHORTEST_SPAN_MS = 2000;
const LONGEST_SPAN_MS = 30 * 60_000;
const FIRST_SPAN_MS = 60_000;

/** The stretch of the meter's samples that is on the screen, and the window that is read in it. */
export class MeterTrace {
  view = $state.raw<TraceSpan>({ fromMs: 0, toMs: FIRST_SPAN_MS });
  /** The view ends now and moves on; false: paused. */
  following = $state(true);
  trace = $state.raw<Trace | null>(null);
  /** The window that the user brushed. */
  selection = $state.raw<TraceSpan | null>(null);
  /** Of the brushed window; null where it holds too few samples. */
  power = $state.raw<WindowPower | null>(null);
  /** What the measuring protocol used, shaded in the picture. */
  windows = $state.raw<readonly TraceWindow[]>([]);
  /** Watts of the board at rest; null where nobody has measured it. */
  idleW = $state<number | null>(null);
  readonly #meter: MeterState;
  readonly #clock: Clock;
  #bins = 0;
  #asking = false;
  #stale = false;
  #stopTimer = () => {};

  constructor(meter: MeterState, clock: Clock) {
    this.#meter = meter;
    this.#clock = clock;
  }

  get spanMs(): number {
    return this.view.toMs - this.view.fromMs;
  }

  /** Keeps the trace up to date, in so many bins, until the returned function is called. */
  watch(bins: number): () => void {
    this.#bins = bins;
    void this.#refresh();
    return () => {
      this.#bins = 0;
      this.#stopTimer();
    };
  }

  pause(): void {
    this.following = false;
    void this.#refresh();
  }

  follow(): void {
    this.following = true;
    void this.#refresh();
  }

  /**
   * @param factor above 1 shows more time
   * @param share of the view that stays where it is, 0 left to 1 right; a view that follows keeps its end
   */
  zoom(factor: number, share = 0.5): void {
    const span = Math.min(Math.max(this.spanMs * factor, SHORTEST_SPAN_MS), LONGEST_SPAN_MS);
    const anchor = this.following ? 1 : share;
    const fromMs = this.view.fromMs + anchor * (this.spanMs - span);
    this.#look({ fromMs, toMs: fromMs + span });
  }

  /** Moves the view by a share of itself, to the past where negative; at the present it follows again. */
  pan(share: number): void {
    if (this.following && share >= 0) return;
    const toMs = this.view.toMs + share * this.spanMs;
    this.following = toMs >= this.#meter.pageTimeMs();
    this.#look({ fromMs: toMs - this.spanMs, toMs });
  }

  /** Reads mean power and energy of a window; null: of none. */
  select(span: TraceSpan | null): void {
    const now = this.#meter.pageTimeMs();
    this.selection = span && {
      fromMs: Math.min(span.fromMs, span.toMs, now),
      toMs: Math.min(Math.max(span.fromMs, span.toMs), now),
    };
    this.power = null;
    void this.#read();
  }

  #look(view: TraceSpan): void {
    this.view = view;
    void this.#refresh();
  }

  /** While an answer is awaited, further calls become one. */
  async #refresh(): Promise<void> {
    this.#stale = true;
    if (this.#asking) return;
    this.#asking = true;
    try {
      while (this.#stale && this.#drawing) await this.#ask();
    } finally {
      this.#asking = false;
    }
    this.#schedule();
  }

  async #ask(): Promise<void> {
    this.#stale = false;
    const view = this.following ? this.#present() : this.view;
    /* Bins stay in their places while the view moves on: extremes do not flicker. */
    const binMs = this.spanMs / this.#bins;
    const fromMs = Math.floor(view.fromMs / binMs) * binMs;
    const bins = this.#bins + 1;
    const trace = await this.#meter.api.trace(fromMs, fromMs + bins * binMs, bins);
    if (!this.#drawing) return;
    if (this.following && !this.#stale) this.view = view;
    this.trace = trace;
  }

  get #drawing(): boolean {
    return this.#bins > 0 && this.#meter.awake && this.#meter.source() !== null;
  }

  #present(): TraceSpan {
    const toMs = this.#meter.pageTimeMs();
    return { fromMs: toMs - this.spanMs, toMs };
  }

  #schedule(): void {
    this.#stopTimer();
    if (!this.following || !this.#drawing) return;
    const wait = Math.min(Math.max(this.spanMs / this.#bins, FASTEST_MS), SLOWEST_MS);
    this.#stopTimer = this.#clock.after(wait, () => void this.#refresh());
  }

  async #read(): Promise<void> {
    const { selection } = this;
    if (!selection) return;
    const power = await this.#meter.api.windowPower(selection.fromMs, selection.toMs);
    if (selection === this.selection) this.power = power;
  }
}
