/** What to do where the meter is not listed or its port does not open. */

export const meterHelp = {
  'serial-group': {
    title: 'Your user may not open serial ports',
    text: 'The group that owns the port may: dialout on Raspberry Pi OS, Debian, Ubuntu, Fedora and openSUSE, uucp on Arch and Manjaro. The first line tells it; add yourself with the second or third, then log out and in again.',
  },
  'port-held': {
    title: 'Another program holds the port',
    text: 'Close serial monitors, loggers and other tabs with this page. ModemManager tries every new port for about ten seconds: wait, or stop it until the next start.',
  },
  unpaired: {
    title: 'The meter must be paired first',
    text: 'Switch it on, then pair it in the system’s Bluetooth settings or in a terminal; the PIN is 1234. The address is in the list that the scan prints.',
  },
  'no-rfcomm': {
    title: 'Paired, but still not listed',
    text: 'Make it a serial port by hand, then press “Choose from all ports” and take rfcomm0.',
  },
  'charge-only-cable': {
    title: 'The list is empty',
    text: 'Many USB cables only charge: take one that carries data. “Choose from all ports” shows adapters that the lab does not know.',
  },
  'braille-driver': {
    title: 'The port vanishes a second after plugging in (CH340, CP210x)',
    text: 'The driver for braille displays takes such adapters on Ubuntu, Mint, Pop!_OS and Arch. Where nobody needs one, stop it and plug the meter in again; brltty 6.5 and later takes fewer.',
  },
  'hid-rules': {
    title: 'Your user may not open this USB device',
    text: 'Put this line into /etc/udev/rules.d/70-power-meter.rules (the number must stay below 73), let udev read it with sudo udevadm control --reload, and plug the meter in again.',
  },
  flatpak: {
    title: 'Chromium or Chrome from a flatpak',
    text: 'It is shut off from devices, and from the list of those that are plugged in later, until both are allowed. Take the name of your browser, then start it anew.',
  },
  'snap-serial': {
    title: 'Chromium from a snap',
    text: 'Ubuntu’s Chromium is one: it sees no serial port until this is allowed. The Chromium of Raspberry Pi OS is none.',
  },
  'ble-not-found': {
    title: 'The meter is not in the list, or does not answer',
    text: 'Switch on this computer’s Bluetooth and, where the meter has a menu for it, the meter’s. It talks to one partner only: close its app on phones, and remove it from the system’s paired devices. “Choose from all devices” shows those with another name.',
  },
  'snap-bluetooth': {
    title: 'Bluetooth LE in a snap’s Chromium',
    text: 'Connected by itself since 2020; older systems need the command.',
  },
  'snap-hid': {
    title: 'Chromium from a snap has no WebHID',
    text: 'No permission of snaps opens such devices: take Google Chrome as a .deb, or a Chromium that is no snap.',
  },
  chromeos: {
    title: 'On ChromeOS',
    text: 'A device that is given to Linux is taken from the browser: switch it off in Settings, Developers, Linux, Manage USB devices.',
  },
  policy: {
    title: 'The browser is told to refuse',
    text: 'The padlock beside the address shows what this page may do. Managed browsers may forbid it (Default…GuardSetting and …BlockedForUrls in the list of policies), and so does a page that frames this one without allow="serial; hid; bluetooth".',
  },
};
