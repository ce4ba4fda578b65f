import type { Outcome, Refusal } from '../base/outcome';
import type { MeterBridge } from '../bridge/meter';
import { DEFAULT_OPTIONS, type MeterOptions } from '../meter/meter';
import { meterById, type Meter, type MeterId } from '../meter/meters';
import { withOwnAccuracy } from '../meter/ownAccuracy';
import type { ColumnMapping } from '../meter/protocols/textColumns';
import { type LogFacts } from '../meter/recording';
import { atMeasuredPace } from '../meter/samplePace';
import type { MeterSource, MeterStatus } from '../protocol/meter';
import type { Clock } from '../base/clock';
import { sentence } from '../words/sentence';
import type { MeterMemory } from '../storage/meterMemory';
import { partOf } from './part';

/** What the state needs of the meter's bridge; a test gives it another one. */
export type MeterLink = Pick<
  MeterBridge,
  'api' | 'port' | 'choose' | 'reconnect' | 'connect' | 'disconnect'
>;

/** Which ways to a meter this browser has, on this page. */
export interface BrowserOffers {
  readonly serial: boolean;
  readonly hid: boolean;
  readonly bluetooth: boolean;
  /** False on plain http from another machine, which hides all of them. */
  readonly secure: boolean;
}

export interface MeterAccess {
  /** Begins the meter's worker; called once, when a meter is wanted. */
  open(): MeterLink;
  readonly offers: BrowserOffers;
  readonly memory: MeterMemory;
  /** performance.timeOrigin + performance.now(), ms: the time of all samples. */
  pageTimeMs(): number;
}

/** `refused`: the last attempt failed, `refusal` says why. `lost`: the worker takes it up again when it comes back. */
export type MeterPhase = 'none' | 'connecting' | 'connected' | 'lost' | 'refused';

interface Wanted {
  readonly meter: Meter;
  readonly options: MeterOptions;
  readonly kind: MeterSource['kind'];
}

/** Readable digits need no more. */
const STATUS_EVERY_MS = 200;

/** The power meter: which one, how it is, what it reads now. Samples stay in its worker. */
export class MeterState {
  phase = $state<MeterPhase>('none');
  /** The row of the meter that is connected, lost, refused or was connected last. */
  meter = $state.raw<Meter | null>(null);
  options = $state.raw<MeterOptions>(DEFAULT_OPTIONS);
  /** Where its bytes come from; null while none is connected. */
  kind = $state<MeterSource['kind'] | null>(null);
  /** The latest answer of the worker: figures, checks, trouble, columns. Stands still while `quiet` or hidden. */
  status = $state.raw<MeterStatus | null>(null);
  refusal = $state.raw<Refusal | null>(null);
  recording = $state(false);
  /** The log that another program wrote, of the last replay; null: a recording made here. */
  played = $state.raw<(LogFacts & { readonly fileName: string }) | null>(null);
  /** The browser no longer grants the port of the meter that was connected last. */
  mustChooseAgain = $state(false);
  readonly offers: BrowserOffers;
  readonly #access: MeterAccess;
  readonly #clock: Clock;
  #quiet = $state(false);
  #visible = $state(true);
  readonly #awake = $derived(this.#visible && !this.#quiet);
  #link: MeterLink | null = null;
  #attempt = 0;
  #busyCores = 0;
  #stopPolling = () => {};

  constructor(access: MeterAccess, clock: Clock) {
    this.#access = access;
    this.#clock = clock;
    this.offers = access.offers;
  }

  /** What its joules may be called. A recording did not measure what runs now, so it counts as simulated. */
  source(): 'measured' | 'simulated' | null {
    if (this.phase !== 'connected' && this.phase !== 'lost') return null;
    return this.kind === 'serial' || this.kind === 'page' ? 'measured' : 'simulated';
  }

  /** The row with the user's own accuracy, and with the pace at which the meter really sends, as far as those are known. */
  get measured(): Meter | null {
    if (!this.meter) return null;
    const own = withOwnAccuracy(this.meter, this.options);
    return atMeasuredPace(own, this.status?.figures?.rateHz);
  }

  /** Straight to the worker, also while `quiet`. */
  get api(): MeterLink['api'] {
    return this.#open().api;
  }

  /** True while an energy window runs: the page asks nothing of the meter and draws nothing. */
  get quiet(): boolean {
    return this.#quiet;
  }

  set quiet(quiet: boolean) {
    this.#quiet = quiet;
    this.#poll();
  }

  /** Whether the page may ask and draw now. */
  get awake(): boolean {
    return this.#awake;
  }

  pageTimeMs(): number {
    return this.#access.pageTimeMs();
  }

  /** What the simulated board does from now on: so many cores are busy. */
  setBusy(cores: number): void {
    this.#busyCores = cores;
    if (this.kind === 'simulated') void this.api.setBusy(cores, this.pageTimeMs());
  }

  /** A page that nobody sees asks nothing. */
  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#poll();
  }

  /** Takes up the last meter, where the browser still grants it; one that was chosen in the meantime is newer. */
  async start(): Promise<void> {
    const remembered = await this.#access.memory.read().catch(() => null);
    if (!remembered || this.#attempt > 0) return;
    const { id, options, port, reconnect } = remembered;
    [this.meter, this.options] = [meterById(id), options];
    if (!reconnect) return;
    const outcome = await this.#take(wantedDevice(id, options), (link) =>
      link.reconnect(id, options, port),
    );
    if (outcome.ok || outcome.code !== 'not-granted') return;
    this.phase = 'none';
    this.refusal = null;
    this.mustChooseAgain = true;
  }

  /** Needs a click: the browser shows its list. `anyPort` leaves the filters out. */
  choose(id: MeterId, options: MeterOptions, anyPort = false): Promise<Outcome<null>> {
    return this.#take(wantedDevice(id, options), (link) => link.choose(id, options, anyPort));
  }

  /** A Raspberry Pi 4B by the books, in this meter's frames and at its pace. */
  simulate(id: MeterId, seed = 1): Promise<Outcome<null>> {
    const wanted = { meter: meterById(id), options: DEFAULT_OPTIONS, kind: 'simulated' } as const;
    return this.#take(wanted, (link) =>
      link.connect(id, DEFAULT_OPTIONS, { kind: 'simulated', seed }),
    );
  }

  /** Plays the file of an earlier recording, again and again. The page reads its beginning, the worker all of it. */
  async replay(file: Uint8Array, fileName = '', constantVolts?: number): Promise<Outcome<null>> {
    const reading = [import('../meter/readRecording'), import('../meter/recordingDoubt')] as const;
    const readers = await partOf(Promise.all(reading));
    if (!readers.ok) return this.#refuse(readers);
    const [{ readRecordingHead }, { answeredOptions }] = readers.value;
    const recording = readRecordingHead(file);
    if (!recording.ok) return this.#refuse(recording);
    const { meter } = recording.value.head;
    const options = answeredOptions(recording.value, constantVolts);
    const wanted = { meter: meterById(meter), options, kind: 'replay' } as const;
    this.played = null;
    return this.#take(wanted, async (link) => {
      const outcome = await link.connect(meter, options, { kind: 'replay', file });
      const log = outcome.ok ? (await link.api.status()).log : null;
      this.played = log ? { ...log, fileName } : null;
      return outcome;
    });
  }

  async disconnect(): Promise<void> {
    this.#attempt++;
    this.#stopPolling();
    if (this.source() === 'measured') this.#remember(false);
    if (this.recording) void this.stopRecording();
    this.phase = 'none';
    this.kind = this.status = this.refusal = null;
    await this.#link?.disconnect();
  }

  confirmColumns(columns: ColumnMapping): void {
    this.options = { ...this.options, columns };
    if (this.source() === 'measured') this.#remember(true);
    void this.api.confirmColumns(columns);
  }

  /** The meter is in the cable the wrong way round, or no longer. */
  turn(turned: boolean): void {
    this.options = { ...this.options, turned };
    if (this.source() === 'measured') this.#remember(true);
    void this.api.turn(turned);
  }

  async startRecording(): Promise<void> {
    this.recording = true;
    await this.api.startRecording();
  }

  /** The bytes since `startRecording`; null where none came. */
  async stopRecording(): Promise<Uint8Array | null> {
    this.recording = false;
    return this.api.stopRecording();
  }

  /** Every sample that is kept, as a file for spreadsheets; null where none has come. */
  traceCsv(): Promise<Uint8Array | null> {
    const notice = this.status?.figures?.notice;
    return this.api.traceCsv(notice ? sentence(notice) : null);
  }

  resetTotals(): void {
    void this.api.resetTotals();
  }

  undoResetTotals(): void {
    void this.api.undoResetTotals();
  }

  async #take(
    wanted: Wanted,
    begin: (link: MeterLink) => Promise<Outcome<null>>,
  ): Promise<Outcome<null>> {
    const attempt = ++this.#attempt;
    const { phase, kind, meter, options } = this;
    this.#show('connecting', wanted);
    const link = this.#open();
    const outcome = await begin(link);
    if (attempt !== this.#attempt) {
      // The user gave up while the browser's list was open, and chose after all.
      if (outcome.ok && this.phase === 'none') void link.disconnect();
      return outcome;
    }
    if (outcome.ok) this.#connected(wanted);
    // The browser's list was closed: a lost meter is still waited for.
    else if (phase === 'lost' && outcome.code === 'none-chosen')
      this.#show('lost', { meter: meter!, options, kind: kind! });
    else this.#refuse(outcome);
    return outcome;
  }

  #show(phase: MeterPhase, { meter, options, kind }: Wanted): void {
    this.#stopPolling();
    this.phase = phase;
    this.meter = meter;
    this.options = options;
    this.kind = kind;
    this.refusal = null;
    this.mustChooseAgain = false;
    this.#poll();
  }

  #connected(wanted: Wanted): void {
    this.status = null;
    this.#show('connected', wanted);
    this.setBusy(this.#busyCores);
    if (this.source() === 'measured') this.#remember(true);
  }

  #refuse(refusal: Refusal): Refusal {
    this.#stopPolling();
    this.phase = 'refused';
    this.refusal = refusal;
    this.kind = this.status = null;
    void this.#link?.disconnect();
    return refusal;
  }

  #remember(reconnect: boolean): void {
    const { meter, options, kind } = this;
    const port = kind === 'serial' ? this.#open().port : null;
    // A browser that stores nothing asks for the meter again.
    if (meter)
      void this.#access.memory.write({ id: meter.id, options, port, reconnect }).catch(() => {});
  }

  #open(): MeterLink {
    this.#link ??= this.#access.open();
    return this.#link;
  }

  #poll(): void {
    this.#stopPolling();
    if (!this.#awake || this.source() === null) return;
    let stopped = false;
    const stopTimer = this.#clock.after(STATUS_EVERY_MS, async () => {
      const status = await this.api.status();
      if (!stopped) this.#read(status);
    });
    this.#stopPolling = () => {
      stopped = true;
      stopTimer();
    };
  }

  #read(status: MeterStatus): void {
    this.status = status;
    this.phase = status.connection === 'lost' ? 'lost' : 'connected';
    this.#poll();
  }
}

function wantedDevice(id: MeterId, options: MeterOptions): Wanted {
  const meter = meterById(id);
  return { meter, options, kind: meter.link.kind === 'serial' ? 'serial' : 'page' };
}
