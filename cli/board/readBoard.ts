/** The board's state, from files that Linux lets every program read. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BoardStatus } from '../../src/protocol/board';

const CLOCK = 'sys/devices/system/cpu/cpu0/cpufreq';
/** Of the Raspberry Pi's own kernels, in base 16. */
const THROTTLED = 'sys/devices/platform/soc/soc:firmware/get_throttled';

/** @param root of the file system */
export function readBoard(root = '/'): BoardStatus {
  const text = (path: string) => read(join(root, path));
  const number = (path: string) => numberIn(text(path), 10);
  const scaled = (path: string, unit: number) => times(number(path), unit);
  return {
    // Ends with a zero byte, as texts of a device tree do.
    model: text('proc/device-tree/model')?.replaceAll('\0', '') ?? null,
    clockMHz: scaled(`${CLOCK}/scaling_cur_freq`, 1e-3),
    fullClockMHz: scaled(`${CLOCK}/cpuinfo_max_freq`, 1e-3),
    celsius: scaled('sys/class/thermal/thermal_zone0/temp', 1e-3),
    memoryBytes: memory(text('proc/meminfo'), 'MemTotal'),
    availableBytes: memory(text('proc/meminfo'), 'MemAvailable'),
    throttled: numberIn(text(THROTTLED), 16) ?? lowVoltage(root),
  };
}

/** All that Debian's kernel tells of it: whether the voltage is too low now, which is bit 0. */
function lowVoltage(root: string): number | null {
  const folder = join(root, 'sys/class/hwmon');
  const own = list(folder).find((name) => read(join(folder, name, 'name')) === 'rpi_volt');
  return own ? numberIn(read(join(folder, own, 'in0_lcrit_alarm')), 10) : null;
}

function memory(meminfo: string | null, name: string): number | null {
  const kilobytes = new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(meminfo ?? '')?.[1];
  return times(numberIn(kilobytes ?? null, 10), 1024);
}

function numberIn(text: string | null, base: number): number | null {
  const value = Number.parseInt(text ?? '', base);
  return Number.isNaN(value) ? null : value;
}

function times(value: number | null, unit: number): number | null {
  return value === null ? null : value * unit;
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return null;
  }
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
