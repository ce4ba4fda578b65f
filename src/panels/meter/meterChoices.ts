/** The Connect dialog's list: every meter of the table, by what joins it to the computer. */
import { METERS, type Meter } from '../../meter/meters';
import { words } from '../../words/words';

export type MeterGroup = 'usb' | 'bluetooth' | 'ble' | 'hid' | 'own';
export type GroupFilter = MeterGroup | 'all';

const FILTERS: readonly GroupFilter[] = ['all', 'usb', 'bluetooth', 'ble', 'hid', 'own'];

export const GROUP_FILTERS = FILTERS.map((value) => ({ value, ...words.meter.groups[value] }));

export function groupOf({ id, link }: Meter): MeterGroup {
  if (id === 'text-lines') return 'own';
  if (link.kind !== 'serial') return link.kind;
  return link.filters.some((filter) => filter.bluetoothServiceClassId) ? 'bluetooth' : 'usb';
}

export function metersOf(filter: GroupFilter): readonly Meter[] {
  return METERS.filter((meter) => filter === 'all' || groupOf(meter) === filter);
}

export const BAUD_RATES = [9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600] as const;
