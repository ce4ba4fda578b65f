"""The board's state, from files that Linux lets every program read: as cli/board/readBoard.ts tells it."""
import re
from pathlib import Path

CLOCK = 'sys/devices/system/cpu/cpu0/cpufreq/'
# Of the Raspberry Pi's own kernels, in base 16.
THROTTLED = 'sys/devices/platform/soc/soc:firmware/get_throttled'


def read_board(root='/'):
    """What this system does not say is None."""

    def text(path):
        try:
            return (Path(root) / path).read_text().strip()
        except OSError:
            return None

    def number(path, unit=1, base=10):
        try:
            return int(text(path) or '', base) * unit
        except ValueError:
            return None

    def memory(name):
        found = re.search(rf'^{name}:\s*(\d+) kB$', text('proc/meminfo') or '', re.MULTILINE)
        return int(found[1]) * 1024 if found else None

    def low_voltage():
        """All that Debian's kernel tells of it: whether the voltage is too low now, which is bit 0."""
        for folder in sorted(Path(root).glob('sys/class/hwmon/*')):
            if text(folder / 'name') == 'rpi_volt':
                return number(folder / 'in0_lcrit_alarm')
        return None

    model = text('proc/device-tree/model')
    throttled = number(THROTTLED, base=16)
    return {
        # Ends with a zero byte, as texts of a device tree do.
        'model': None if model is None else model.replace('\0', ''),
        'clockMHz': number(CLOCK + 'scaling_cur_freq', 1e-3),
        'fullClockMHz': number(CLOCK + 'cpuinfo_max_freq', 1e-3),
        'celsius': number('sys/class/thermal/thermal_zone0/temp', 1e-3),
        'memoryBytes': memory('MemTotal'),
        'availableBytes': memory('MemAvailable'),
        'throttled': low_voltage() if throttled is None else throttled,
    }
