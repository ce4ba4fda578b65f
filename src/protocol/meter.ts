/** What the page asks of the meter worker. Times are page time: performance.timeOrigin + performance.now(), ms. */
import type { MeterId } from '../meter/meters';
import type { Note, Outcome, Refusal } from '../base/outcome';
import type { WindowPower } from '../meter/energy/windowPower';
import type { MeterOptions } from '../meter/meter';
import type { ChannelGuess, ColumnMapping } from '../meter/protocols/textColumns';
import type { ColumnPreview } from '../meter/protocols/textLines';
import type { LogFacts } from '../meter/recording';
import type { MeterFigures } from '../meter/session';
import type { Trace } from '../meter/trace';
import type { SerialPortInfo } from './webSerial';

/** One of the granted ports: those that tell the same about themselves are told apart by their order. */
export interface PortChoice {
  readonly info: SerialPortInfo;
  readonly index: number;
}

export type MeterSource =
  | { readonly kind: 'serial'; readonly port: PortChoice }
  /** HID or Bluetooth LE is open on the page, which hands its bytes over. */
  | { readonly kind: 'page' }
  /** A recording, played at its own pace, again and again. */
  | { readonly kind: 'replay'; readonly file: Uint8Array }
  /** A Raspberry Pi 4B by the books, doing what `setBusy` says. */
  | { readonly kind: 'simulated'; readonly seed: number };

export interface ConnectRequest {
  readonly meter: MeterId;
  readonly options: MeterOptions;
  readonly source: MeterSource;
}

/** `lost`: unplugged; it is taken up again when it comes back. */
export type Connection = 'closed' | 'connected' | 'lost';

export interface MeterStatus {
  readonly connection: Connection;
  readonly source: MeterSource['kind'] | null;
  readonly figures: MeterFigures | null;
  readonly checks: readonly Note[];
  /** Why the connection is lost or no samples come; null while all is well. */
  readonly problem: Refusal | null;
  /** Read errors that were survived, such as an overrun buffer. */
  readonly hiccups: number;
  /** How often the connection was lost since `connect`: a window during which it grew is spoiled. */
  readonly losses: number;
  /** Text lines only: the latest record and what its columns seem to be. */
  readonly columns: {
    readonly preview: readonly ColumnPreview[];
    readonly guess: ColumnMapping | null;
    /** Of a board that measures several supplies: the columns of each. */
    readonly channels?: readonly ChannelGuess[];
  } | null;
  readonly recordedBytes: number;
  /** Of a log that another program wrote and that is played; otherwise null. */
  readonly log: LogFacts | null;
}

/** Bytes from the worker to a device that is open on the page. */
export type PageSend = (bytes: Uint8Array) => void;

export interface MeterApi {
  /** `send` is needed for the source `page` only. */
  connect(request: ConnectRequest, send?: PageSend): Promise<Outcome<null>>;
  disconnect(): Promise<void>;
  status(): MeterStatus;
  /** Mean power of a window that lies in the past; null where there are too few samples. */
  windowPower(fromMs: number, toMs: number): WindowPower | null;
  trace(fromMs: number, toMs: number, bins: number): Trace | null;
  /** All samples that are kept, as text; null where there is none. @param beware what is doubtful about them, as a sentence */
  traceCsv(beware: string | null): Uint8Array | null;
  /** Sums begin anew. */
  resetTotals(): void;
  /** As if the last `resetTotals` had not been. */
  undoResetTotals(): void;
  confirmColumns(mapping: ColumnMapping): void;
  /** The current with the other sign, or as the meter says it. */
  turn(turned: boolean): void;
  startRecording(): void;
  /** The file of bytes since `startRecording`. */
  stopRecording(): Uint8Array | null;
  /** What the simulated board does from `atMs` on. */
  setBusy(cores: number, atMs: number): void;
  /** Source `page` only: a report came. */
  pageBytes(bytes: Uint8Array, atMs: number): void;
  /** Source `page` only: the device went or came back. */
  pageConnection(connected: boolean): void;
}
