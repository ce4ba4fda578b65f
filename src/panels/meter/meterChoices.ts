/** The Connect dialog's list: every meter of the table, by what joins it to the computer. */
import { METERS, type Meter } from '../../meter/meters';

export type MeterGroup = 'usb' | 'bluetooth' | 'ble' | 'hid' | 'own';
export type GroupFilter = MeterGroup | 'all';

export const GROUP_FILTERS: readonly { value: GroupFilter; label: string; hint: string }[] = [
  { value: 'all', label: 'All', hint: 'Every meter that the lab can read' },
  { value: 'usb', label: 'USB', hint: 'A cable to a serial port (Web Serial)' },
  { value: 'bluetooth', label: 'Bluetooth', hint: 'Paired with this computer first (Web Serial)' },
  { value: 'ble', label: 'BLE', hint: 'Bluetooth Low Energy, not paired (Web Bluetooth)' },
  { value: 'hid', label: 'HID', hint: 'A cable, but no serial port (WebHID)' },
  { value: 'own', label: 'DIY', hint: 'A board of your own that prints text' },
];

export function groupOf({ id, link }: Meter): MeterGroup {
  if (id === 'text-lines') return 'own';
  if (link.kind !== 'serial') return link.kind;
  return link.filters.some((filter) => filter.bluetoothServiceClassId) ? 'bluetooth' : 'usb';
}

export function metersOf(filter: GroupFilter): readonly Meter[] {
  return METERS.filter((meter) => filter === 'all' || groupOf(meter) === filter);
}

export const BAUD_RATES = [9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600] as const;
