import { readRecording } from '../../src/meter/readRecording';
import type { Outcome, Refusal } from '../../src/base/outcome';
import { refusal } from '../../src/words/refusal';
import { trimMs, windowPower } from '../../src/meter/energy/windowPower';
import { liveChecks } from '../../src/meter/liveChecks';
import type { MeterOptions } from '../../src/meter/meter';
import { meterById, type Meter } from '../../src/meter/meters';
import { withOwnAccuracy } from '../../src/meter/ownAccuracy';
import type { ColumnMapping } from '../../src/meter/protocols/textColumns';
import { TextDecoderOfLines } from '../../src/meter/protocols/textLines';
import { writeRecording, type LogFacts } from '../../src/meter/recording';
import { MeterSession } from '../../src/meter/session';
import { ActivityCurve } from '../../src/meter/simulation/piPower';
import { simulateMeter } from '../../src/meter/simulation/simulatedMeter';
import { foldTrace, type Trace } from '../../src/meter/trace';
import { traceCsv } from '../../src/meter/traceCsv';
import type { ConnectRequest, MeterApi, MeterStatus, PageSend } from '../../src/protocol/meter';
import type { SerialLike } from '../../src/protocol/webSerial';
import { seededRandom } from '../../src/base/seededRandom';
import { PageTransport, ReplayTransport, SimulatedTransport } from './paperTransports';
import { SerialTransport } from './serialTransport';
import type { Transport, TransportEvents, WorkerClock } from './transport';

interface Link {
  request: ConnectRequest;
  readonly meter: Meter;
  readonly transport: Transport;
  session: MeterSession;
}

interface Chunk {
  readonly atMs: number;
  readonly bytes: Uint8Array;
}

/** The meter worker's end: one meter at a time, its conversation kept going, its samples kept here. */
export class MeterHost implements MeterApi {
  private readonly serial: SerialLike | null;
  private readonly clock: WorkerClock;
  private readonly activity = new ActivityCurve();
  private link: Link | null = null;
  private lost: Refusal | null = null;
  private hiccups = 0;
  private losses = 0;
  private stopTimer = () => {};
  private recorded: Chunk[] | null = null;
  private recordedBytes = 0;
  private log: LogFacts | null = null;

  constructor(serial: SerialLike | null, clock: WorkerClock) {
    this.serial = serial;
    this.clock = clock;
  }

  async connect(request: ConnectRequest, send?: PageSend): Promise<Outcome<null>> {
    await this.disconnect();
    const transport = this.transportFor(request, send);
    if (!transport.ok) return transport;
    const meter = withOwnAccuracy(meterById(request.meter), request.options);
    const session = new MeterSession(meter, request.options);
    this.link = { request, meter, transport: transport.value, session };
    const outcome = await transport.value.open(this.events);
    if (!outcome.ok) this.link = null;
    else this.converse();
    return outcome;
  }

  async disconnect(): Promise<void> {
    this.stopTimer();
    const { link } = this;
    this.link = null;
    this.lost = this.log = null;
    this.hiccups = this.losses = 0;
    await link?.transport.close();
  }

  status(): MeterStatus {
    const { link, lost } = this;
    const figures = link?.session.figures(this.clock.now()) ?? null;
    return {
      connection: !link ? 'closed' : lost ? 'lost' : 'connected',
      source: link?.request.source.kind ?? null,
      figures,
      checks: link && figures ? liveChecks(figures, link.meter) : [],
      problem: lost ?? figures?.problem ?? null,
      hiccups: this.hiccups,
      losses: this.losses,
      columns: this.columns(),
      recordedBytes: this.recordedBytes,
      log: this.log,
    };
  }

  windowPower(fromMs: number, toMs: number) {
    if (!this.link) return null;
    const { measured } = this.link.session;
    const samples = this.samples(fromMs - trimMs(measured, toMs - fromMs), toMs);
    return samples && windowPower(samples, fromMs, toMs, measured);
  }

  trace(fromMs: number, toMs: number, bins: number): Trace | null {
    const samples = this.samples(fromMs, toMs);
    return samples && foldTrace(samples, fromMs, toMs, bins);
  }

  traceCsv(beware: string | null): Uint8Array | null {
    if (!this.link) return null;
    const { session, request } = this.link;
    const { totals } = session.figures(this.clock.now());
    return traceCsv(session.ring, {
      meter: session.measured,
      options: request.options,
      source: TRACE_SOURCES[request.source.kind],
      totals,
      beware,
    });
  }

  resetTotals(): void {
    this.link?.session.resetTotals();
  }

  undoResetTotals(): void {
    this.link?.session.undoResetTotals();
  }

  confirmColumns(mapping: ColumnMapping): void {
    const decoder = this.link?.session.conversation.decoder;
    if (decoder instanceof TextDecoderOfLines) decoder.confirm(mapping);
    this.change({ columns: mapping });
  }

  turn(turned: boolean): void {
    this.link?.session.turn(turned);
    this.change({ turned });
  }

  /** What was answered holds for recordings and after the meter was lost, too. */
  private change(options: Partial<MeterOptions>): void {
    const { link } = this;
    if (link) link.request = { ...link.request, options: { ...link.request.options, ...options } };
  }

  startRecording(): void {
    this.recorded = [];
    this.recordedBytes = 0;
  }

  stopRecording(): Uint8Array | null {
    const { recorded, link } = this;
    this.recorded = null;
    if (!recorded || recorded.length === 0 || !link) return null;
    const [{ atMs: begin }] = recorded;
    return writeRecording({
      head: {
        format: 'pruning-lab-meter-bytes',
        version: 1,
        meter: link.request.meter,
        options: link.request.options,
        recordedAt: new Date(begin).toISOString(),
      },
      chunks: recorded.map(({ atMs, bytes }) => ({ atMs: atMs - begin, bytes })),
    });
  }

  setBusy(cores: number, atMs: number): void {
    this.activity.setBusy(cores, atMs);
  }

  pageBytes(bytes: Uint8Array, atMs: number): void {
    this.events.bytes(bytes, atMs);
  }

  pageConnection(connected: boolean): void {
    if (connected) this.events.regained();
    else this.events.lost(PAGE_LOST);
  }

  private readonly events: TransportEvents = {
    bytes: (bytes, atMs) => {
      if (!this.link) return;
      this.record(bytes, atMs);
      this.link.session.receive(bytes, atMs);
      this.converse();
    },
    hiccup: () => this.hiccups++,
    lost: (reason) => {
      this.stopTimer();
      this.lost = reason;
      this.losses++;
    },
    /* The meter begins anew, so its conversation does; the samples so far stay. */
    regained: () => {
      if (!this.link || !this.lost) return;
      this.lost = null;
      this.link.session.restart(this.link.request.options);
      this.converse();
    },
  };

  private transportFor(
    { meter, options, source }: ConnectRequest,
    send: PageSend | undefined,
  ): Outcome<Transport> {
    const { link } = meterById(meter);
    if (source.kind === 'serial') {
      if (!this.serial || link.kind !== 'serial') return NO_SERIAL;
      const settings = {
        baudRate: link.baudRate ?? options.baudRate,
        bufferSize: link.bufferSize,
      };
      return given(new SerialTransport(this.serial, source.port, settings, this.clock));
    }
    if (source.kind === 'page') return given(new PageTransport((bytes) => send?.(bytes)));
    if (source.kind === 'simulated') return given(this.simulated(meter, source.seed));
    const recording = readRecording(source.file);
    if (!recording.ok) return recording;
    this.log = recording.value.head.log ?? null;
    return given(new ReplayTransport(recording.value, this.clock));
  }

  private simulated(meter: ConnectRequest['meter'], seed: number): Transport {
    const random = seededRandom(seed, 0);
    const emulator = simulateMeter(meter, this.activity, random, this.clock.now());
    return new SimulatedTransport(emulator, this.clock);
  }

  /** Says what is due and wakes up when the next is. */
  private converse(): void {
    const { link } = this;
    if (!link || this.lost) return;
    this.stopTimer();
    const bytes = link.session.due(this.clock.now());
    if (bytes) void link.transport.send(bytes);
    const wait = link.session.nextAtMs - this.clock.now();
    if (Number.isFinite(wait))
      this.stopTimer = this.clock.after(Math.max(wait, 1), () => this.converse());
  }

  private samples(fromMs: number, toMs: number) {
    if (!this.link) return null;
    const { ring } = this.link.session;
    return ring.slice(ring.indexAt(fromMs) - 1, ring.indexAt(toMs) + 1);
  }

  private columns(): MeterStatus['columns'] {
    const decoder = this.link?.session.conversation.decoder;
    if (!(decoder instanceof TextDecoderOfLines)) return null;
    const { preview, guess } = decoder;
    return { preview, guess: guess?.mapping ?? null, channels: guess?.channels };
  }

  private record(bytes: Uint8Array, atMs: number): void {
    if (!this.recorded || this.recordedBytes + bytes.length > MOST_RECORDED_BYTES) return;
    this.recorded.push({ atMs, bytes: bytes.slice() });
    this.recordedBytes += bytes.length;
  }
}

const TRACE_SOURCES = {
  serial: 'measured',
  page: 'measured',
  replay: 'recording',
  simulated: 'simulated',
} as const;

const MOST_RECORDED_BYTES = 64 << 20;

function given(transport: Transport): Outcome<Transport> {
  return { ok: true, value: transport };
}

const NO_SERIAL = refusal('no-web-serial-in-workers');
const PAGE_LOST = refusal('meter-out-of-reach');
