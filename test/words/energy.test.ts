import { describe, expect, it } from 'vitest';
import { words as english } from '../../src/words/words';
import { millijoules } from '../../src/words/numbers';

const say = english.energy;
const GROSS = { mean: 0.00726, low: 0.0071, high: 0.0074 };
const ABOVE_IDLE = { mean: 0.00186, low: -0.0001, high: 0.0038 };

describe('joules in English', () => {
  it('say in front what was not measured', () => {
    expect(say.joules.measured(0.00726)).toBe('7.26 mJ');
    expect(say.joules.simulated(0.00726)).toBe('sim. 7.26 mJ');
    expect(say.joules.estimated(0.00726)).toBe('est. 7.26 mJ');
    expect(say.joules.disturbed('sim. 7.26 mJ')).toBe('disturbed sim. 7.26 mJ');
    expect([millijoules(0.0123), millijoules(-0.001)]).toEqual(['12.3 mJ', '−1.00 mJ']);
    expect(say.names.measured(true)).toBe('Energy, gross, disturbed');
    expect(say.names.estimated(false)).toBe('Energy, estimated');
  });

  it('tell intervals, random apart from systematic where both are known', () => {
    expect(say.intervals(GROSS, ABOVE_IDLE)).toBe(
      '95 % 7.10 to 7.40 mJ, above idle −0.10 to 3.80 mJ',
    );
    expect(say.intervals({ ...GROSS, random: 0.00012, systematic: 0.00008 }, ABOVE_IDLE)).toContain(
      '7.10 to 7.40 mJ (±0.12 random, ±0.08 systematic), above',
    );
    expect(say.ratio({ mean: 0.5, low: 0.489, high: 0.511 })).toMatch(
      /^gross 0\.500 of dense \(95 % 0\.489 to 0\.511\)/,
    );
    expect(say.estimate(GROSS)).toMatch(/^estimated, 7\.10 to 7\.40 mJ: .* documented power/);
  });

  it('tell power, droop, inferences per watt-hour, windows, throttling and accuracy', () => {
    expect(say.watts(3.63)).toBe('3.63 W');
    expect(say.droop(0.05)).toBe('droop 0.05 V');
    expect(say.perWattHour(495_868)).toBe('496 k inferences/Wh');
    expect(say.windowsBehind(1, 1)).toBe('1 window and 1 spoiled');
    expect(say.windowsBehind(2, 0)).toBe('2 windows');
    expect(say.slowedDown(0.12)).toBe('12 % slower at the end: throttled?');
    const limits = english.meter.accuracy({ share: 0.0019, amps: 0.0004 });
    expect(say.accuracy(limits, 'the maker says so')).toBe(
      'the meter may be off by ±0.19 % of the reading and ±0.4 mA (the maker says so)',
    );
    expect(english.meter.accuracy({ share: 0.005, amps: 0 })).toBe('±0.5 % of the reading');
  });

  it('say why a window does not count and what helps', () => {
    expect([say.counts, say.spoiledBy('meter-lost')]).toEqual(['counts', 'meter lost']);
    expect(say.spoiledBy('of a later version')).toBe('of a later version');
    expect(say.disturbed(['throttled', 'gaps'])).toMatch(
      /^disturbed, no window was clean: .*cool the board.*; too many readings were lost/,
    );
  });
});

describe('a run in English', () => {
  it('says how long windows are, and why they are longer than chosen', () => {
    expect(say.windows(4000, 6000)).toBe('windows of 4 to 6 s');
    const longer = { least: 16_000, most: 22_400, rate: 2, readings: 20 };
    expect(say.longerWindows({ ...longer, chosen: 5 })).toBe(
      'windows of 16 to 22 s instead of 5 s, since the meter gives 2 readings a second and a window needs 20',
    );
    expect(say.longerWindows({ ...longer, chosen: null })).toMatch(/^windows of 16 to 22 s, since/);
  });

  it('says what came on top of the time that was promised', () => {
    const none = { ms: 0, again: 0, causes: [], rounds: 0 };
    const causes = ['throttled', 'no-baseline'];
    expect(say.added({ ms: 80_000, again: 2, causes, rounds: 1 })).toBe(
      '1 min 20 s more than at first: 2 windows are measured again (throttled or disturbed, no idle level), 1 more round, as the interval is still wide',
    );
    expect(say.added({ ...none, ms: 12_000, causes: ['gaps'] })).toBe(
      '12 s more than at first: an idle window is measured again (gaps in the samples)',
    );
    expect(say.added({ ...none, ms: 35_000, rounds: 2 })).toMatch(/: 2 more rounds, as/);
  });

  it('says what happens now and how far it is', () => {
    expect(say.step({ plan: 'L1 norm 50 %', warmsUp: true, round: 2, again: true })).toBe(
      'L1 norm 50 % warms up, then its window runs: round 2, again because the last window was spoiled.',
    );
    expect(say.left({ sureMs: 242_000, mostMs: 242_000 })).toBe('4 min 2 s');
    expect(say.left({ sureMs: 242_000, mostMs: 790_000 })).toBe('4 min 2 s to 13 min 10 s');
    expect(say.progress('9 s', 1, 0)).toBe('*9 s left*, 1 window measured');
    expect(say.progress('9 s', 3, 2)).toBe('*9 s left*, 3 windows measured, 2 spoiled');
  });
});
