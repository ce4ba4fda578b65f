import { DEFAULT_OPTIONS, type MeterOptions } from '../meter/meter';
import { METERS, type MeterId } from '../meter/meters';
import type { PortChoice } from '../protocol/meter';

/** The meter that was connected last. */
export interface RememberedMeter {
  readonly id: MeterId;
  readonly options: MeterOptions;
  /** Where it was found; null for HID. */
  readonly port: PortChoice | null;
  /** False after the user disconnected it: it is offered first, but not connected by itself. */
  readonly reconnect: boolean;
}

/** Where the last meter survives a reload. */
export interface MeterMemory {
  read(): RememberedMeter | null;
  write(meter: RememberedMeter): void;
}

const KEY = 'pruning-lab-meter';

export const browserMeterMemory: MeterMemory = {
  read() {
    try {
      return parseRemembered(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  },
  write(meter) {
    try {
      localStorage.setItem(KEY, JSON.stringify(meter));
    } catch {
      // A browser that stores nothing asks for the meter again.
    }
  },
};

/** Null where the text is nothing that this version of the lab wrote. */
export function parseRemembered(text: string | null): RememberedMeter | null {
  try {
    const stored = JSON.parse(text ?? 'null') as Partial<RememberedMeter> | null;
    const meter = METERS.find(({ id }) => id === stored?.id);
    if (!meter) return null;
    const options = { ...DEFAULT_OPTIONS, ...stored?.options };
    const port = stored?.port?.info ? stored.port : null;
    return { id: meter.id, options, port, reconnect: stored?.reconnect === true };
  } catch {
    return null;
  }
}
