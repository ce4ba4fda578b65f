/** A board under a meter on a clock that the test turns: rests at 2.5 W, draws 3.5 W under load. */
import type { Refusal } from '../../src/base/outcome';
import type { Outcome } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import type { WindowPower } from '../../src/meter/energy/windowPower';
import { meterById } from '../../src/meter/meters';
import type { BackToBackResult } from '../../src/protocol/lab';
import type { Plan } from '../../src/pruning/plan';
import type { EnergyPage } from '../../src/state/energyRun';
import type { QuietWorkers } from '../../src/state/labWorkers';
import type { ConnectedMeter } from '../../src/state/connectedMeter';
import { flatPower } from '../meter/energy/flatPower';
import type { FakeClock } from './fakeClock';

export const IDLE_W = 2.5;
export const LOADED_W = 3.5;
/** Of one inference. */
export const LATENCY_MS = 2;

export class FakeBoard implements ConnectedMeter {
  readonly row = meterById('witrn');
  readonly name = 'WITRN';
  source: 'measured' | 'simulated' = 'measured';
  connected = true;
  losses = 0;
  quiet = false;
  loading = false;
  /** Windows under load so far, the one that runs included; warm-ups do not count. */
  windows = 0;
  /** Share of every window without a gap. */
  coveredShare = 1;
  /** Set by a test to slow inferences down at the end of a window. */
  drift = 1;
  /** How long the worker takes to make a network that it runs for the first time. */
  preparationMs = 0;
  /** Set by a test to have the worker refuse. */
  trouble: Refusal | null = null;
  readonly #clock: FakeClock;
  /** In the worker's memory, and as the page reckons. */
  readonly #made = new Set<Plan>();
  readonly #known = new Set<Plan>();
  readonly #loads: { fromMs: number; toMs: number }[] = [];

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** True while a window under load runs. */
  get measuring(): boolean {
    return this.quiet && this.loading;
  }

  unplug(): void {
    this.connected = false;
    this.losses++;
  }

  async status() {
    const problem = this.connected ? null : refusal('meter-lost');
    const connection = this.connected ? ('connected' as const) : ('lost' as const);
    return { connection, losses: this.losses, problem };
  }

  async windowPower(fromMs: number, toMs: number): Promise<WindowPower> {
    const loaded = this.#loads.some((load) => load.fromMs <= fromMs && load.toMs >= toMs);
    const meanW = loaded ? LOADED_W : IDLE_W;
    const random = { standard: 0.005, freedom: 6 };
    return flatPower(meanW, fromMs, { toMs, random, coveredShare: this.coveredShare });
  }

  /** As the page reckons: what ran once need not be made again. */
  preparation(plans: readonly Plan[]) {
    const known = new Set(this.#known);
    return (network: number) => {
      const there = known.has(plans[network]);
      known.add(plans[network]);
      return there ? 0 : this.preparationMs;
    };
  }

  loaded(plan: Plan): void {
    this.#known.add(plan);
  }

  setQuiet(quiet: boolean): void {
    this.quiet = quiet;
  }

  readonly repeat: QuietWorkers['runBackToBack'] = async (job) => {
    if (this.trouble) return this.trouble;
    await this.#make(job.plan);
    return this.#load(job.durationMs);
  };

  async #make(plan: Plan): Promise<void> {
    if (this.#made.has(plan)) return;
    this.#made.add(plan);
    await new Promise<void>((made) => this.#clock.after(this.preparationMs, made));
  }

  #load(durationMs: number): Promise<Outcome<BackToBackResult>> {
    return new Promise((resolve) => {
      const fromMs = this.#clock.now();
      this.loading = true;
      if (this.quiet) this.windows++;
      this.#clock.after(durationMs, () => {
        this.loading = false;
        const toMs = this.#clock.now();
        this.#loads.push({ fromMs, toMs });
        const latencies = { firstFifthMs: LATENCY_MS, lastFifthMs: LATENCY_MS * this.drift };
        const inferences = durationMs / LATENCY_MS;
        resolve({ ok: true, value: { fromMs, toMs, inferences, ...latencies } });
      });
    });
  }
}

export class FakePage implements EnergyPage {
  hidden = false;
  hides = 0;
  awake = 0;
  readonly #clock: FakeClock;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  pageTimeMs(): number {
    return this.#clock.now();
  }

  hide(): void {
    this.hidden = true;
    this.hides++;
  }

  keepAwake(): () => void {
    this.awake++;
    return () => this.awake--;
  }
}
