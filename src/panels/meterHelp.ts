/** What to do where the meter is not listed or its port does not open, on Raspberry Pi OS and other Linux. */
import type { Meter } from '../meter/meters';
import { groupOf, type MeterGroup } from './meterChoices';

export interface HelpTopic {
  readonly title: string;
  readonly text: string;
  /** For a terminal; null where none is needed. */
  readonly command: string | null;
}

interface TopicRow {
  readonly groups: readonly MeterGroup[];
  /** Refusals that it explains. */
  readonly codes: readonly string[];
  topic(meter: Meter): HelpTopic;
}

const SERIAL: readonly MeterGroup[] = ['usb', 'bluetooth', 'own'];
const BY_CABLE: readonly MeterGroup[] = ['usb', 'own'];

const TOPICS: readonly TopicRow[] = [
  {
    groups: SERIAL,
    codes: ['port-busy'],
    topic: () => ({
      title: 'Your user may not open serial ports',
      text: 'On Raspberry Pi OS and Debian the group dialout may. Add yourself, then log out and in again.',
      command: 'sudo usermod -aG dialout $USER',
    }),
  },
  {
    groups: BY_CABLE,
    codes: ['port-busy'],
    topic: () => ({
      title: 'Another program holds the port',
      text: 'Close serial monitors and loggers. ModemManager tries every new port for about ten seconds: wait, or stop it.',
      command: 'sudo systemctl stop ModemManager',
    }),
  },
  {
    groups: ['bluetooth'],
    codes: ['none-chosen', 'port-busy', 'meter-failed'],
    topic: () => ({
      title: 'The meter must be paired first',
      text: 'Switch it on, then pair it in the system’s Bluetooth settings or in a terminal; the PIN is 1234. The address is in the list that the scan prints.',
      command: 'bluetoothctl\nscan on\npair 00:11:22:33:44:55\ntrust 00:11:22:33:44:55',
    }),
  },
  {
    groups: ['bluetooth'],
    codes: ['none-chosen', 'port-busy', 'meter-failed'],
    topic: () => ({
      title: 'Paired, but still not listed',
      text: 'Make it a serial port by hand, then press “Choose from all ports” and take rfcomm0.',
      command: 'sudo rfcomm bind 0 00:11:22:33:44:55',
    }),
  },
  {
    groups: BY_CABLE,
    codes: ['none-chosen'],
    topic: () => ({
      title: 'The list is empty',
      text: 'Many USB cables only charge: take one that carries data. “Choose from all ports” shows adapters that the lab does not know.',
      command: null,
    }),
  },
  {
    groups: ['usb', 'own'],
    codes: ['none-chosen', 'port-busy'],
    topic: () => ({
      title: 'Adapters with a CH340 on Ubuntu',
      text: 'The driver for braille displays takes them. Where nobody needs one, stop it and plug the meter in again.',
      command: 'sudo systemctl mask --now brltty-udev.service',
    }),
  },
  {
    groups: ['hid'],
    codes: ['hid-busy', 'none-chosen'],
    topic: (meter) => ({
      title: 'Your user may not open this USB device',
      text: 'Put this line into /etc/udev/rules.d/70-power-meter.rules and plug the meter in again.',
      command: hidRules(meter),
    }),
  },
  {
    groups: [...SERIAL, 'hid'],
    codes: ['none-chosen', 'port-busy', 'hid-busy'],
    topic: () => ({
      title: 'Chromium from a snap or flatpak',
      text: 'These are shut off from USB until allowed. The Chromium of Raspberry Pi OS is not one of them.',
      command:
        'sudo snap connect chromium:raw-usb\nflatpak override --user --device=all org.chromium.Chromium',
    }),
  },
];

/** @param code of a refusal: only what explains it; null: everything about this meter */
export function helpTopics(meter: Meter, code: string | null): readonly HelpTopic[] {
  return TOPICS.filter(
    ({ groups, codes }) =>
      groups.includes(groupOf(meter)) && (code === null || codes.includes(code)),
  ).map(({ topic }) => topic(meter));
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
