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

describe('joules', () => {
  const { gross, aboveIdle } = read.perInferenceJ;

  it('say in front what was not measured', () => {
    expect(energyText(read, 'gross')).toBe(say.joules.measured(gross.mean));
    expect(energyText({ ...read, source: 'simulated' }, 'aboveIdle')).toBe(
      say.joules.simulated(aboveIdle.mean),
    );
    const { mean } = estimated.perInferenceJ.gross;
    expect(energyText(estimated, 'gross')).toBe(say.joules.estimated(mean));
  });

  it('tell interval, power, droop, inferences per watt-hour, windows and throttling', () => {
    const parts = [
      say.intervals(gross, aboveIdle),
      say.watts(3.63),
      say.droop(0.05),
      say.perWattHour(3600 / gross.mean),
      say.windowsBehind(1, 1),
      say.slowedDown(0.12),
    ];
    expect(energyDetail(read)).toBe(say.parts(['UM25C', ...parts]));
    expect(energyDetail({ ...read, source: 'simulated' })).toBe(
      say.parts([say.simulatedBy('UM25C'), ...parts]),
    );
    expect(energyDetail(estimated)).toBe(say.estimate(estimated.perInferenceJ.gross));
  });

  it('tell how far the meter may be off, and by whose word', () => {
    const accuracy = { share: 0.0019, amps: 0.0004, source: 'the maker says so' };
    expect(energyParts({ ...read, accuracy })[2]).toBe(
      say.accuracy(words.meter.accuracy(accuracy), accuracy.source),
    );
  });

  it('mark what is disturbed, with its remedy', () => {
    const windows = [{ ...window, spoiled: 'throttled' }];
    const disturbed = { ...read, windows, disturbed: ['throttled'] };
    const why = say.disturbed(['throttled']);
    expect(energyText(disturbed, 'gross')).toBe(
      say.joules.disturbed(say.joules.measured(gross.mean)),
    );
    expect(energyName('gross', disturbed)).toBe(say.names.measured(true));
    expect(energyDetail(read)).not.toContain(why);
    expect(energyParts(disturbed)).not.toContain(why);
    expect(energyParts(disturbed)).toContain(say.watts(3.63));
    const [source, ...parts] = energyParts(disturbed);
    expect(energyDetail(disturbed)).toBe(say.parts([source, why, ...parts]));
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
    expect(energyRatioText(own, dense)).toBe(say.ratio({ mean: 0.5, low: 0.489, high: 0.511 }));
    expect(energyRatioText(own, { ...dense, meter: 'TC66' })).toBeNull();
    expect(energyRatioText(read, dense)).toBeNull();
  });

  it('say how long windows are, and why they are longer than chosen', () => {
    const of = (id: 'um25c' | 'powerz', windowMs: number) => ({
      ...defaultSettings(meterById(id)),
      windowMs,
    });
    expect(windowsText(of('powerz', 5000), 5, 50)).toBe(say.windows(4000, 6000));
    const longer = (least: number, most: number, chosen: number | null, rate: number) =>
      say.longerWindows({ least, most, chosen, rate, readings: 20 });
    expect(windowsText(of('um25c', 16_000), 5, 2)).toBe(longer(16_000, 22_000, 5, 2));
    expect(windowsText(of('um25c', 30_000), null, 2)).toBe(longer(24_000, 36_000, null, 2));
    const board = { ...meterById('text-lines'), ratePerSecond: 1 };
    expect(windowsText(defaultSettings(board), null, 1)).toBe(longer(28_000, 40_000, null, 1));
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
    expect(gross).toMatchObject({ name: say.names.estimated(false), notMeasured: true });
    expect(gross.measured).toBe(millijoules(estimated.perInferenceJ.gross.mean));
    expect(aboveIdle.name).toBe(say.names.aboveIdle);
    expect(rows(read, read)[0]).toMatchObject({
      name: say.names.measured(false),
      notMeasured: false,
    });
  });

  it('do not compare a measurement with a guess', () => {
    const [gross] = rows(estimated, read);
    expect(gross).toMatchObject({
      name: say.names.measured(false),
      change: '',
      measured: energyText(read, 'gross'),
    });
    expect(gross.dense).toBe(energyText(estimated, 'gross'));
  });
});
