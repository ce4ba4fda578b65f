import { DEFAULT_OPTIONS, type MeterOptions } from '../meter/meter';
import { METERS, type MeterId } from '../meter/meters';
import type { PortChoice } from '../protocol/meter';
import { transact } from './database';

/** The meter that was connected last. */
export interface RememberedMeter {
  readonly id: MeterId;
  readonly options: MeterOptions;
  /** Where it was found; null for HID. */
  readonly port: PortChoice | null;
  /** False after the user disconnected it: it is offered first, but not connected by itself. */
  readonly reconnect: boolean;
}

/** Where the last meter survives a reload. A browser that stores nothing asks for it again. */
export interface MeterMemory {
  read(): Promise<RememberedMeter | null>;
  write(meter: RememberedMeter): Promise<void>;
}

/** The one row of its store. */
const SLOT = 'last';

export const databaseMeter: MeterMemory = {
  async read() {
    const row = await transact(['meters'], 'readonly', (all) =>
      all.objectStore('meters').get([SLOT]),
    );
    return rememberedMeter(row);
  },
  async write(meter) {
    await transact(['meters'], 'readwrite', (all) =>
      all.objectStore('meters').put({ slot: SLOT, ...meter }),
    );
  },
};

/** Null where the row is nothing that a version of the lab wrote. */
export function rememberedMeter(row: unknown): RememberedMeter | null {
  const stored = row as Partial<RememberedMeter> | null | undefined;
  const meter = METERS.find(({ id }) => id === stored?.id);
  if (!meter) return null;
  const options = { ...DEFAULT_OPTIONS, ...stored?.options };
  const port = stored?.port?.info ? stored.port : null;
  return { id: meter.id, options, port, reconnect: stored?.reconnect === true };
}
