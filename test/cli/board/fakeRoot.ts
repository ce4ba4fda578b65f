/** A file system as a Raspberry Pi's, for the test that is running. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** As a Pi 4B with its own kernel tells. */
export const PI: Readonly<Record<string, string>> = {
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

export function rootWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'pruning-lab-board-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
