import { expect, it } from 'vitest';
import { DEFAULT_OPTIONS } from '../../src/meter/meter';
import { meterById } from '../../src/meter/meters';
import { MeterSession } from '../../src/meter/session';

const START_MS = 1_700_000_000_000;
const COLUMNS = {
  volts: { key: 'V', scale: 1 },
  amps: { key: 'I', scale: 1 },
  timeMs: { key: 't', scale: 1 },
};

it.each(['1e300', '9e15', '1e400', 'inf', '-1e300', '0'])(
  'a board’s clock that leaps to %s leaves no later reading behind',
  (leap) => {
    const options = { ...DEFAULT_OPTIONS, columns: COLUMNS };
    const session = new MeterSession(meterById('text-lines'), options, 1 << 10);
    const say = (t: number | string) => `t:${t} V:5.04V I:0.53A\n`;
    session.receive(new TextEncoder().encode('\n'), START_MS);
    for (let k = 1; k <= 40; k++) {
      const lines = k === 20 ? say(leap) + say(100 * k) : say(100 * k);
      session.receive(new TextEncoder().encode(lines), START_MS + 100 * k);
    }
    const { timeMs } = session.ring.slice(0, session.ring.length);
    expect(timeMs.every((ms, i) => i === 0 || ms > timeMs[i - 1])).toBe(true);
    expect(timeMs.at(-1)! - START_MS).toBeGreaterThan(3900);
    expect(timeMs.at(-1)! - START_MS).toBeLessThanOrEqual(4000.1);
  },
);
