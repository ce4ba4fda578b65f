/** What to do where the meter is not listed or its port does not open, on Raspberry Pi OS and other Linux. */
import type { Meter } from '../../meter/meters';
import { words } from '../../words/words';
import { groupOf, type MeterGroup } from './meterChoices';

export type HelpTopicId = keyof typeof words.meter.help;

export interface HelpTopic {
  readonly id: HelpTopicId;
  /** For a terminal; null where none is needed. */
  readonly command: string | null;
}

interface TopicRow {
  readonly id: HelpTopicId;
  readonly groups: readonly MeterGroup[];
  /** Refusals that it explains. */
  readonly codes: readonly string[];
  command(meter: Meter): string | null;
}

const SERIAL: readonly MeterGroup[] = ['usb', 'bluetooth', 'own'];
const BY_CABLE: readonly MeterGroup[] = ['usb', 'own'];
const ALL: readonly MeterGroup[] = [...SERIAL, 'ble', 'hid'];
const USB_DEVICES: readonly MeterGroup[] = [...SERIAL, 'hid'];

const CHROMIUM_FLATPAK = 'org.chromium.Chromium';
const CHROME_FLATPAK = 'com.google.Chrome';

function flatpakAllows(name: string): string {
  return `flatpak override --user --device=all --filesystem=/run/udev:ro ${name}`;
}

const TOPICS: readonly TopicRow[] = [
  {
    id: 'serial-group',
    groups: SERIAL,
    codes: ['port-busy'],
    command: () =>
      'ls -l /dev/ttyACM* /dev/ttyUSB*\nsudo usermod -aG dialout $USER\nsudo usermod -aG uucp $USER   # Arch, Manjaro',
  },
  {
    id: 'port-held',
    groups: BY_CABLE,
    codes: ['port-busy'],
    command: () => 'sudo systemctl stop ModemManager',
  },
  {
    id: 'unpaired',
    groups: ['bluetooth'],
    codes: ['none-chosen', 'port-busy', 'meter-failed'],
    command: () => 'bluetoothctl\nscan on\npair 00:11:22:33:44:55\ntrust 00:11:22:33:44:55',
  },
  {
    id: 'no-rfcomm',
    groups: ['bluetooth'],
    codes: ['none-chosen', 'port-busy', 'meter-failed'],
    command: () => 'sudo rfcomm bind 0 00:11:22:33:44:55',
  },
  {
    id: 'charge-only-cable',
    groups: BY_CABLE,
    codes: ['none-chosen'],
    command: () => null,
  },
  {
    id: 'braille-driver',
    groups: BY_CABLE,
    codes: ['none-chosen', 'port-busy'],
    command: () => 'sudo systemctl mask --now brltty-udev.service brltty.path',
  },
  {
    id: 'hid-rules',
    groups: ['hid'],
    codes: ['hid-busy', 'none-chosen'],
    command: (meter) => hidRules(meter),
  },
  {
    id: 'flatpak',
    groups: USB_DEVICES,
    codes: ['none-chosen', 'port-busy', 'hid-busy'],
    command: () => [CHROMIUM_FLATPAK, CHROME_FLATPAK].map(flatpakAllows).join('\n'),
  },
  {
    id: 'snap-serial',
    groups: SERIAL,
    codes: ['none-chosen', 'port-busy'],
    command: () => 'sudo snap connect chromium:raw-usb',
  },
  {
    id: 'ble-not-found',
    groups: ['ble'],
    codes: ['none-chosen', 'ble-unreachable'],
    command: () => 'bluetoothctl power on\nbluetoothctl remove 00:11:22:33:44:55',
  },
  {
    id: 'snap-bluetooth',
    groups: ['ble'],
    codes: ['none-chosen', 'ble-unreachable'],
    command: () => 'sudo snap connect chromium:bluez',
  },
  {
    id: 'snap-hid',
    groups: ['hid'],
    codes: ['none-chosen', 'hid-busy'],
    command: () => null,
  },
  {
    id: 'chromeos',
    groups: USB_DEVICES,
    codes: ['none-chosen'],
    command: () => null,
  },
  {
    id: 'policy',
    groups: ALL,
    codes: ['meter-not-allowed', 'meter-failed'],
    command: () => 'chrome://policy',
  },
];

/** @param code of a refusal: only what explains it; null: everything about this meter */
export function helpTopics(meter: Meter, code: string | null): readonly HelpTopic[] {
  return TOPICS.filter(
    ({ groups, codes }) =>
      groups.includes(groupOf(meter)) && (code === null || codes.includes(code)),
  ).map(({ id, command }) => ({ id, command: command(meter) }));
}

/** One line for each maker's number. */
function hidRules({ link }: Meter): string {
  if (link.kind !== 'hid') return '';
  const makers = new Set(link.filters.map(({ vendorId }) => vendorId));
  return [...makers]
    .map((maker) => maker.toString(16).padStart(4, '0'))
    .map((maker) => `SUBSYSTEM=="hidraw", ATTRS{idVendor}=="${maker}", TAG+="uaccess"`)
    .join('\n');
}
