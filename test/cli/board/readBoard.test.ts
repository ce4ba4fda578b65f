/** The board's state from files as a Raspberry Pi has them, and as a machine that is none has not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readBoard } from '../../../cli/board/readBoard';

/** As a Pi 4B with its own kernel tells. */
const PI: Readonly<Record<string, string>> = {
  'proc/device-tree/model': 'Raspberry Pi 4 Model B Rev 1.4\0',
  'proc/meminfo':
    'MemTotal:        1893396 kB\nMemFree:          100 kB\nMemAvailable:    1201000 kB\n',
  'sys/devices/system/cpu/cpu0/cpufreq/scaling_cur_freq': '1500000\n',
  'sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq': '1800000\n',
  'sys/class/thermal/thermal_zone0/temp': '58426\n',
  'sys/class/hwmon/hwmon0/name': 'cpu_thermal\n',
  'sys/class/hwmon/hwmon1/name': 'rpi_volt\n',
  'sys/class/hwmon/hwmon1/in0_lcrit_alarm': '1\n',
};

function rootWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'pruning-lab-board-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

it('reads what Linux lets every program read', () => {
  expect(readBoard(rootWith(PI))).toEqual({
    model: 'Raspberry Pi 4 Model B Rev 1.4',
    clockMHz: 1500,
    fullClockMHz: 1800,
    celsius: expect.closeTo(58.426) as number,
    memoryBytes: 1893396 * 1024,
    availableBytes: 1201000 * 1024,
    throttled: 1,
  });
});

it('prefers the firmware’s own bits, in base 16, to the voltage alone', () => {
  const file = 'sys/devices/platform/soc/soc:firmware/get_throttled';
  expect(readBoard(rootWith({ ...PI, [file]: '50005\n' })).throttled).toBe(0x50005);
});

it('says of no file that it is there', () => {
  expect(new Set(Object.values(readBoard(rootWith({}))))).toEqual(new Set([null]));
});
