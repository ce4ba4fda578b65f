/** A meter's bridge and worker without either: it answers what the test says, at once or when it says so. */
import type { Outcome } from '../../src/base/outcome';
import type { MeterStatus, PortChoice } from '../../src/protocol/meter';
import type { RememberedMeter } from '../../src/storage/meterMemory';
import type { MeterAccess, MeterLink } from '../../src/state/meterState.svelte';
import type { Trace } from '../../src/meter/trace';
import type { WindowPower } from '../../src/meter/energy/windowPower';

const CONNECTED: Outcome<null> = { ok: true, value: null };

export const PORT: PortChoice = { info: { usbVendorId: 0x28e9 }, index: 1 };

export const NO_FIGURES: MeterStatus = {
  connection: 'connected',
  source: 'serial',
  figures: null,
  checks: [],
  problem: null,
  hiccups: 0,
  losses: 0,
  columns: null,
  recordedBytes: 0,
  log: null,
};

export class FakeMeter {
  opened = 0;
  /** What was asked of the bridge, in order. */
  readonly asked: string[] = [];
  outcome: Outcome<null> | Promise<Outcome<null>> = CONNECTED;
  status: MeterStatus = NO_FIGURES;
  statusAsked = 0;
  remembered: RememberedMeter | null = null;
  pageTimeMs = 1_000_000;
  /** Spans of the traces that were asked for, page time. */
  readonly traces: [fromMs: number, toMs: number, bins: number][] = [];
  trace: Trace | null = null;
  power: WindowPower | null = null;

  readonly access: MeterAccess = {
    open: () => this.#open(),
    offers: { serial: true, hid: true, bluetooth: true, secure: true },
    memory: {
      read: async () => this.remembered,
      write: async (remembered) => void (this.remembered = remembered),
    },
    pageTimeMs: () => this.pageTimeMs,
  };

  #open(): MeterLink {
    this.opened++;
    const answer = async (what: string) => {
      this.asked.push(what);
      return this.outcome;
    };
    return {
      port: PORT,
      choose: (id, _, anyPort) => answer(`choose ${id}${anyPort ? ' from all' : ''}`),
      reconnect: (id, _, port) => answer(`reconnect ${id} ${JSON.stringify(port)}`),
      connect: (id, _, { kind }) => answer(`${kind} ${id}`),
      disconnect: async () => void this.asked.push('disconnect'),
      api: this.#api() as unknown as MeterLink['api'],
    };
  }

  #api() {
    return {
      status: async () => {
        this.statusAsked++;
        return this.status;
      },
      trace: async (...span: [number, number, number]) => {
        this.traces.push(span);
        return this.trace;
      },
      setBusy: async (cores: number) => void this.asked.push(`busy ${cores}`),
      windowPower: async () => this.power,
      confirmColumns: async () => void this.asked.push('confirm'),
      traceCsv: async () => Uint8Array.of(4, 5),
      resetTotals: async () => void this.asked.push('reset totals'),
      undoResetTotals: async () => void this.asked.push('undo reset totals'),
      startRecording: async () => void this.asked.push('record'),
      stopRecording: async () => Uint8Array.of(1, 2, 3),
    };
  }
}
