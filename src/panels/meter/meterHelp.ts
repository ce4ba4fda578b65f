/** What to do where the meter is not listed or its port does not open, on Raspberry Pi OS and other Linux. */
import type { Meter } from '../../meter/meters';
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
const ALL: readonly MeterGroup[] = [...SERIAL, 'ble', 'hid'];
const USB_DEVICES: readonly MeterGroup[] = [...SERIAL, 'hid'];

const CHROMIUM_FLATPAK = 'org.chromium.Chromium';
const CHROME_FLATPAK = 'com.google.Chrome';

function flatpakAllows(name: string): string {
  return `flatpak override --user --device=all --filesystem=/run/udev:ro ${name}`;
}

const TOPICS: readonly TopicRow[] = [
  {
    groups: SERIAL,
    codes: ['port-busy'],
    topic: () => ({
      title: 'Your user may not open serial ports',
      text: 'The group that owns the port may: dialout on Raspberry Pi OS, Debian, Ubuntu, Fedora and openSUSE, uucp on Arch and Manjaro. The first line tells it; add yourself with the second or third, then log out and in again.',
      command:
        'ls -l /dev/ttyACM* /dev/ttyUSB*\nsudo usermod -aG dialout $USER\nsudo usermod -aG uucp $USER   # Arch, Manjaro',
    }),
  },
  {
    groups: BY_CABLE,
    codes: ['port-busy'],
    topic: () => ({
      title: 'Another program holds the port',
      text: 'Close serial monitors, loggers and other tabs with this page. ModemManager tries every new port for about ten seconds: wait, or stop it until the next start.',
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
    groups: BY_CABLE,
    codes: ['none-chosen', 'port-busy'],
    topic: () => ({
      title: 'The port vanishes a second after plugging in (CH340, CP210x)',
      text: 'The driver for braille displays takes such adapters on Ubuntu, Mint, Pop!_OS and Arch. Where nobody needs one, stop it and plug the meter in again; brltty 6.5 and later takes fewer.',
      command: 'sudo systemctl mask --now brltty-udev.service brltty.path',
    }),
  },
  {
    groups: ['hid'],
    codes: ['hid-busy', 'none-chosen'],
    topic: (meter) => ({
      title: 'Your user may not open this USB device',
      text: 'Put this line into /etc/udev/rules.d/70-power-meter.rules (the number must stay below 73), let udev read it with sudo udevadm control --reload, and plug the meter in again.',
      command: hidRules(meter),
    }),
  },
  {
    groups: USB_DEVICES,
    codes: ['none-chosen', 'port-busy', 'hid-busy'],
    topic: () => ({
      title: 'Chromium or Chrome from a flatpak',
      text: 'It is shut off from devices, and from the list of those that are plugged in later, until both are allowed. Take the name of your browser, then start it anew.',
      command: [CHROMIUM_FLATPAK, CHROME_FLATPAK].map(flatpakAllows).join('\n'),
    }),
  },
  {
    groups: SERIAL,
    codes: ['none-chosen', 'port-busy'],
    topic: () => ({
      title: 'Chromium from a snap',
      text: 'Ubuntu’s Chromium is one: it sees no serial port until this is allowed. The Chromium of Raspberry Pi OS is none.',
      command: 'sudo snap connect chromium:raw-usb',
    }),
  },
  {
    groups: ['ble'],
    codes: ['none-chosen', 'ble-unreachable'],
    topic: () => ({
      title: 'The meter is not in the list, or does not answer',
      text: 'Switch on this computer’s Bluetooth and, where the meter has a menu for it, the meter’s. It talks to one partner only: close its app on phones, and remove it from the system’s paired devices. “Choose from all devices” shows those with another name.',
      command: 'bluetoothctl power on\nbluetoothctl remove 00:11:22:33:44:55',
    }),
  },
  {
    groups: ['ble'],
    codes: ['none-chosen', 'ble-unreachable'],
    topic: () => ({
      title: 'Bluetooth LE in a snap’s Chromium',
      text: 'Connected by itself since 2020; older systems need the command.',
      command: 'sudo snap connect chromium:bluez',
    }),
  },
  {
    groups: ['hid'],
    codes: ['none-chosen', 'hid-busy'],
    topic: () => ({
      title: 'Chromium from a snap has no WebHID',
      text: 'No permission of snaps opens such devices: take Google Chrome as a .deb, or a Chromium that is no snap.',
      command: null,
    }),
  },
  {
    groups: USB_DEVICES,
    codes: ['none-chosen'],
    topic: () => ({
      title: 'On ChromeOS',
      text: 'A device that is given to Linux is taken from the browser: switch it off in Settings, Developers, Linux, Manage USB devices.',
      command: null,
    }),
  },
  {
    groups: ALL,
    codes: ['meter-not-allowed', 'meter-failed'],
    topic: () => ({
      title: 'The browser is told to refuse',
      text: 'The padlock beside the address shows what this page may do. Managed browsers may forbid it (Default…GuardSetting and …BlockedForUrls in the list of policies), and so does a page that frames this one without allow="serial; hid; bluetooth".',
      command: 'chrome://policy',
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
