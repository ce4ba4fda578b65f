/** Power meters: connecting them, what they send, recordings and logs. */
import { fixed } from '../../../base/percent';
import type { Note } from '../../../base/outcome';
import type { Say } from '../../saying';

const TURN_IT =
  'the current is negative: the meter is in the cable the wrong way round. Turn it, or choose Turn the sign in the meter’s dialog';

const DOUBTS = {
  meaning: 'the columns’ meaning or units are not certain: confirm them below',
  channel:
    'the board prints several channels: choose the one that feeds this computer, then confirm',
  volts: 'the board prints current alone: enter the supply’s voltage below, then confirm',
};

export const meter = {
  'none-chosen':
    'no meter was chosen: connect it, click Connect again and pick it from the browser’s list',
  'not-granted': 'the browser does not remember this meter’s port: choose it again',
  'no-web-serial': 'this browser has no Web Serial: use Chromium, from localhost or https',
  'no-web-serial-in-workers':
    'this browser has no Web Serial in workers: use Chromium on a computer, from localhost or https',
  'no-web-bluetooth':
    'this browser has no Web Bluetooth: use Chromium, from localhost or https; on Linux switch it on at chrome://flags/#enable-web-bluetooth',
  'no-web-hid': 'this browser has no WebHID: use Chromium, from localhost or https',
  'meter-not-allowed': browserRefused,
  'meter-failed': browserRefused,
  'hid-busy': ({ reason }: Reason) =>
    `the meter did not open (${reason}): close other programs that use it; on Linux a udev rule must allow its hidraw device`,
  'ble-unreachable': ({ reason }: Reason) =>
    `the meter did not answer over Bluetooth (${reason}): switch it on, bring it near, close its phone app and other programs that hold it, and try again`,
  'ble-other-device':
    'this Bluetooth device has none of the services of such a meter: choose another device, or another meter in the list',
  'port-busy': ({ reason }: Reason) =>
    `the port did not open (${reason}): close other programs that use it, wait ten seconds after plugging in, and see that you are in the group that owns it (dialout; on Arch uucp)`,
  'port-not-granted':
    'the browser no longer offers this port: choose it again in the Connect dialog',
  'meter-lost': 'the meter was unplugged or switched off: plug it in again, it will be found',
  'meter-out-of-reach':
    'the meter was unplugged, switched off or carried out of reach: it will be found when it is back',
  'text-nothing-yet':
    'no line with numbers has come yet: check the speed (115200 baud?) and the sketch',
  'text-confirm-columns': ({ doubt }: { doubt: keyof typeof DOUBTS }) => DOUBTS[doubt],
  'text-one-number':
    'each line holds one number without a name: print volts and amps on one line, as in V:5.01 I:0.53',
  'columns-unconfirmed': ({ cause }: { cause: Note }, say: Say) =>
    `${say(cause)} (in the page; --energy-volts V enters a voltage)`,
  'ppk2-no-calibration':
    'this port sent no PPK2 calibration after three requests: choose the kit’s other serial port; without calibration its current cannot be told',
  'ppk2-no-shunts':
    'the kit’s calibration holds no number for any of its shunts (R0 to R4), so its current cannot be told: restart the kit, or have its calibration looked at in nRF Connect',
  'calibration-assumed': (v: { keys: readonly string[]; ranges: readonly string[] }) =>
    `the kit’s calibration holds no usable ${v.keys.join(', ')}: ` +
    `the maker’s ${v.keys.length === 1 ? 'default stands' : 'defaults stand'} in, ` +
    `and currents in the ${v.ranges.length === 1 ? 'range' : 'ranges'} up to ${v.ranges.join(', ')} may be far off`,
  'not-a-recording':
    'this file is no recording of a meter made here: choose one that the Connect dialog saved',
  'not-a-log':
    'this file is neither a recording made here nor a log with named columns or numbers: choose another, or export it as CSV',
  'log-without-time':
    'this log has no column of times that grow, so it cannot be played at its own pace: export it with times',
  'accuracy-range': ({ typed, least, most }: { typed: string; least: number; most: number }) =>
    `invalid accuracy: ${typed} (${least} to ${most} % of the reading)`,
  'turned-round': TURN_IT,
  'meter-too-slow': ({ seconds, most }: { seconds: number; most: number }) =>
    `one reading in ${seconds.toFixed(0)} s is too slow to measure energy: let it send one a second, or one in ${most} s at least`,
  'power-mismatch': ({ volts, amps, watts }: { volts: number; amps: number; watts: number }) =>
    `${watts.toFixed(2)} W is not ${volts.toFixed(2)} V × ${amps.toFixed(3)} A: check the columns or units`,
  'low-supply': ({ volts, least }: { volts: number; least: number }) =>
    `${volts.toFixed(2)} V is under ${least} V: use a shorter cable or a stronger supply`,
  'near-limit': ({ amps, most }: { amps: number; most: number }) =>
    `${amps.toFixed(2)} A is near the meter’s limit of ${most} A`,
  'no-such-board': ({ volts, amps }: { volts: number; amps: number }) =>
    `${volts.toFixed(2)} V and ${amps.toFixed(2)} A cannot be a 5 V board: is this the right meter?`,
  'too-little-power': ({ watts }: { watts: number }) =>
    `${watts.toFixed(2)} W is too little for a running board: is it fed through the meter?`,
  backwards: ({ amps }: { amps: number }) => `${fixed(amps, 2)} A: ${TURN_IT}`,
};

interface Reason {
  readonly reason: string;
}

function browserRefused({ reason }: Reason): string {
  return `the browser refused the meter (${reason}): open the page from localhost or https and allow such devices for it`;
}
