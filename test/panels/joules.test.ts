import { defaultSettings } from '../../src/meter/measuring/measuringSettings';
import type { Energy, OperatingPoint } from '../../src/study/point';
import { describe, expect, it } from 'vitest';
import { meterById } from '../../src/meter/meters';
import {
  energyDetail,
  energyName,
  energyParts,
  energyRatioText,
  energyText,
} from '../../src/panels/energy/joules';
import { windowsText } from '../../src/panels/energy/windowLengths';
import { figureRows } from '../../src/panels/figures/figureRows';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { estimateOf } from '../../src/study/energy';
import { samplePoint } from '../study/sampleStudy';
import { millijoules } from '../../src/words/numbers';
import { words } from '../../src/words/words';

const say = words.energy;

const point = samplePoint({ ...defaultPlan('l1-norm'), level: 0.5 });
const estimated = estimateOf(point, 'tfjs')!;
const window = {
  ...{ seconds: 10, inferences: 5000, meanW: 3.63, idleW: 2.7, idleDriftShare: 0.01 },
  ...{ idleVolts: 5.06, meanVolts: 5.04, lowestVolts: 5.01, samples: 480, coveredShare: 1 },
  ...{ latencyDrift: 1.12, spoiled: null },
};
const read: Energy = {
  source: 'measured',
  meter: 'UM25C',
  perInferenceJ: {
    gross: { mean: 0.00726, low: 0.0071, high: 0.0074 },
    aboveIdle: { mean: 0.00186, low: -0.0001, high: 0.0038 },
  },
  windows: [window, { ...window, spoiled: 'meter-lost' }],
};

describe('joules in words', () => {
  it('say in front what was not measured', () => {
    expect(energyText(read, 'gross')).toBe('7.26 mJ');
    expect(energyText({ ...read, source: 'simulated' }, 'gross')).toBe('sim. 7.26 mJ');
    expect(energyText(estimated, 'gross')).toMatch(/^est\. \d/);
    expect([millijoules(0.0123), millijoules(-0.001)]).toEqual(['12.3 mJ', '−1.00 mJ']);
  });

  it('tell interval, power, droop, inferences per watt-hour, windows and throttling', () => {
    expect(energyDetail(read)).toBe(
      'UM25C; 95 % 7.10 to 7.40 mJ, above idle −0.10 to 3.80 mJ; 3.63 W; droop 0.05 V; ' +
        '496 k inferences/Wh; 1 window and 1 spoiled; 12 % slower at the end: throttled?',
    );
    expect(energyDetail({ ...read, source: 'simulated' })).toMatch(/^simulated, not measured/);
    expect(energyDetail(estimated)).toMatch(/^estimated, .* documented power/);
  });

  it('tell how far the meter may be off, and by whose word', () => {
    const accuracy = { share: 0.0019, amps: 0.0004, source: 'the maker says so' };
    expect(energyDetail({ ...read, accuracy })).toContain(
      '; the meter may be off by ±0.19 % of the reading and ±0.4 mA (the maker says so); 3.63 W',
    );
    const own = { share: 0.005, amps: 0, source: 'as the user entered it' };
    expect(energyDetail({ ...read, accuracy: own })).toContain(
      '±0.5 % of the reading (as the user entered it)',
    );
  });

  it('tell random from systematic, and mark what is disturbed with its remedy', () => {
    const gross = { ...read.perInferenceJ.gross, random: 0.00012, systematic: 0.00008, gain: 0 };
    const parts = { ...read, perInferenceJ: { ...read.perInferenceJ, gross } };
    expect(energyDetail(parts)).toContain(
      '7.10 to 7.40 mJ (±0.12 random, ±0.08 systematic), above',
    );
    const windows = [{ ...window, spoiled: 'throttled' }];
    const disturbed = { ...parts, windows, disturbed: ['throttled'] };
    expect(energyText(disturbed, 'gross')).toBe('disturbed 7.26 mJ');
    expect(energyName('gross', disturbed)).toBe('Energy, gross, disturbed');
    expect(energyDetail(parts)).not.toContain('clean');
    expect(say.disturbed(disturbed.disturbed)).toMatch(
      /^disturbed, no window was clean: .*cool the board/,
    );
    expect(energyParts(disturbed).join()).not.toContain('clean');
    expect(energyDetail(disturbed)).toMatch(/no window was clean: .*cool the board.*3\.63 W/);
  });

  it('compare with dense without the meter’s factor, under one meter alone', () => {
    const joules = {
      mean: 0.01,
      low: 0.0098,
      high: 0.0102,
      random: 1e-4,
      systematic: 2e-4,
      gain: 2e-4,
    };
    const own = {
      ...read,
      perInferenceJ: { gross: { ...joules, mean: 0.005 }, aboveIdle: joules },
    };
    const dense = { ...read, perInferenceJ: { gross: joules, aboveIdle: joules } };
    // Half of 1 % of dense and 2 % of its own: sqrt(1² + 2²) % of 0.5.
    expect(energyRatioText(own, dense)).toMatch(/^gross 0\.500 of dense \(95 % 0\.489 to 0\.511\)/);
    expect(energyRatioText(own, { ...dense, meter: 'TC66' })).toBeNull();
    expect(energyRatioText(read, dense)).toBeNull();
  });

  it('say how long windows are, and why they are longer than chosen', () => {
    const of = (id: 'um25c' | 'powerz', windowMs: number) => ({
      ...defaultSettings(meterById(id)),
      windowMs,
    });
    expect(windowsText(of('powerz', 5000), 5, 50)).toBe('windows of 4 to 6 s');
    expect(windowsText(of('um25c', 16_000), 5, 2)).toBe(
      'windows of 16 to 22 s instead of 5 s, since the meter gives 2 readings a second and a window needs 20',
    );
    expect(windowsText(of('um25c', 30_000), null, 2)).toMatch(/^windows of 24 to 36 s, since/);
    const board = { ...meterById('text-lines'), ratePerSecond: 1 };
    expect(windowsText(defaultSettings(board), null, 1)).toMatch(/^windows of 28 to 40 s, since/);
  });

  it('say what came on top of the time that was promised', () => {
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

  it('name why a window does not count, and what happens now', () => {
    expect([say.counts, say.spoiledBy('meter-lost')]).toEqual(['counts', 'meter lost']);
    expect(say.spoiledBy('of a later version')).toBe('of a later version');
    expect(say.step({ plan: 'L1 norm 50 %', warmsUp: true, round: 2, again: true })).toBe(
      'L1 norm 50 % warms up, then its window runs: round 2, again because the last window was spoiled.',
    );
  });
});

describe('the rows of the card', () => {
  const withEnergy = (energy: Energy): OperatingPoint => ({ ...point, energy });
  const rows = (dense: Energy, measured: Energy) =>
    figureRows({
      ...{ planned: null, plannedDense: null, live: null },
      dense: withEnergy(dense),
      measured: withEnergy(measured),
    }).slice(-2);

  it('compare joules of one source, and name it', () => {
    const [gross, aboveIdle] = rows(estimated, estimated);
    expect(gross).toMatchObject({ name: 'Energy, estimated', notMeasured: true });
    expect(gross.measured).not.toContain('est.');
    expect(aboveIdle.name).toBe('… above idle');
    expect(rows(read, read)[0]).toMatchObject({ name: 'Energy, gross', notMeasured: false });
  });

  it('do not compare a measurement with a guess', () => {
    const [gross] = rows(estimated, read);
    expect(gross).toMatchObject({ name: 'Energy, gross', change: '', measured: '7.26 mJ' });
    expect(gross.dense).toContain('est.');
  });
});
