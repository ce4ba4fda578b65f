import type { Energy, OperatingPoint, Study } from '../../src/study/point';
import { describe, expect, it } from 'vitest';
import { axisOf, type AxisId } from '../../src/charts/axes';
import { chartSvg } from '../../src/charts/chartSvg';
import { axisText, describePoint } from '../../src/charts/describePoint';
import { tradeOffLayout } from '../../src/charts/tradeOffLayout';
import { estimateOf } from '../../src/study/energy';
import { words } from '../../src/words/words';
import { sampleStudy } from '../study/sampleStudy';
import { anyNumbers } from '../words/anyNumbers';
import { inWords } from '../../src/words/inWords';

const say = words.charts;

const study = sampleStudy(['magnitude-global', 'l1-norm']);

function metered(point: OperatingPoint, source: 'measured' | 'simulated'): Energy {
  const { perInferenceJ } = estimateOf(point, 'tfjs')!;
  const narrow = ({ mean }: { mean: number }) => ({ mean, low: 0.97 * mean, high: 1.03 * mean });
  const joules = { gross: narrow(perInferenceJ.gross), aboveIdle: narrow(perInferenceJ.aboveIdle) };
  return {
    source,
    meter: 'POWER-Z',
    perInferenceJ: joules,
    windows: [],
    runtime: 'tfjs',
    cores: 1,
  };
}

/** Every second point under a meter, the others estimated. */
function mixed(source: 'measured' | 'simulated'): Study {
  const points = study.points.map((point, i) => ({
    ...point,
    energy: i % 2 ? metered(point, source) : estimateOf(point, 'tfjs'),
  }));
  return { ...study, points };
}

const estimated: Study = {
  ...study,
  points: study.points.map((point) => ({ ...point, energy: estimateOf(point, 'tfjs') })),
};

function layout({ points }: Study, axis: AxisId) {
  const size = { width: 720, height: 420 };
  return tradeOffLayout({ points, axis: axisOf(axis), roomFor: [], ...size });
}

describe('accuracy against energy', () => {
  it.each(['energy-gross', 'energy-above-idle'] as const)('has intervals on %s', (axis) => {
    const { marks, frame } = layout(mixed('measured'), axis);
    expect(marks).toHaveLength(study.points.length);
    for (const { x, across } of marks) {
      expect(x).toBeGreaterThanOrEqual(frame.left);
      expect(x).toBeLessThanOrEqual(frame.right);
      expect(across!.from).toBeLessThan(x);
      expect(across!.to).toBeGreaterThan(x);
    }
  });

  it('draws what is estimated hollow, and says so in a word', () => {
    const { marks, notice, legend } = layout(mixed('measured'), 'energy-gross');
    for (const { point, solid, estimated } of marks) {
      expect(estimated).toBe(point.energy?.source === 'estimated');
      expect(solid).toBe(!estimated);
    }
    expect(notice).toBe(say.notices.measuredOrEstimated);
    expect(legend.entries.map(({ kind }) => kind)).toContain('estimated');
    expect(layout(estimated, 'energy-gross').notice).toBe(say.notices.estimated);
  });

  it('joins only points of one source, and all of them where joules are not shown', () => {
    const points = study.points.map((point, i) => ({
      ...point,
      energy: i % 3 ? metered(point, 'simulated') : estimateOf(point, 'tfjs'),
    }));
    const onEnergy = layout({ ...study, points }, 'energy-gross');
    for (const { key, path } of onEnergy.lines) {
      const own = onEnergy.marks.filter(({ line }) => line === key || line === 'dense');
      const sourceAt = new Map(
        own.map(({ x, final, point }) => [`${x},${final.y}`, point.energy!.source]),
      );
      for (const piece of path.split('M').filter((text) => text !== '')) {
        const sources = piece
          .replace('Z', '')
          .split('L')
          .map((place) => sourceAt.get(place));
        expect(new Set(sources).size).toBe(1);
      }
    }
    expect(onEnergy.lines.some(({ path }) => path.split('M').length > 2)).toBe(true);
    for (const { path } of layout({ ...study, points }, 'macs').lines)
      expect(path.split('M')).toHaveLength(2);
  });

  it('marks what comes from disturbed windows', () => {
    const points = mixed('measured').points.map((point) => ({
      ...point,
      energy: { ...point.energy!, disturbed: ['throttled'] },
    }));
    expect(layout({ ...study, points }, 'energy-gross').notice).toContain(say.notices.disturbed);
    const [, read] = points;
    const told = describePoint(read, axisOf('energy-gross')).rows.map(([, value]) => value);
    const [, sound] = mixed('measured').points;
    expect(told).toContain(say.point.disturbed(axisText(axisOf('energy-gross'), sound)!));
    const { meter, cores = null } = read.energy;
    const caption = say.caption.metered({ simulated: false, disturbed: true, meter, cores });
    expect(chartSvg({ ...study, points }, 'energy-gross')).toContain(caption);
  });

  it('names a simulated meter, and says nothing where all is measured or no energy is shown', () => {
    expect(layout(mixed('simulated'), 'energy-gross').notice).toBe(
      say.notices.simulatedOrEstimated,
    );
    const whole = mixed('measured').points.filter((_, i) => i % 2);
    expect(layout({ ...study, points: whole }, 'energy-gross').notice).toBeNull();
    expect(layout(mixed('simulated'), 'macs').notice).toBeNull();
    expect(layout(mixed('simulated'), 'macs').marks.every(({ solid }) => solid)).toBe(true);
  });

  it('lets only points of the best source compete for the front', () => {
    const cheap = mixed('measured').points.map((point, i) => {
      if (i % 2) return point;
      const energy = { ...metered(point, 'measured'), source: 'estimated' as const };
      const joules = { mean: 1e-4, low: 1e-5, high: 1e-3 };
      return {
        ...point,
        energy: { ...energy, perInferenceJ: { gross: joules, aboveIdle: joules } },
      };
    });
    const { marks } = layout({ ...study, points: cheap }, 'energy-gross');
    const metered_ = marks.filter(({ estimated }) => !estimated);
    expect(metered_.some(({ dominated }) => !dominated)).toBe(true);
    expect(marks.filter(({ estimated }) => estimated).some(({ dominated }) => dominated)).toBe(
      false,
    );
  });

  it('leaves out a load that the meter cannot tell from idle', () => {
    const [point] = mixed('measured').points.slice(1);
    const aboveIdle = { mean: -1e-4, low: -2e-4, high: 1e-4 };
    const { gross } = point.energy!.perInferenceJ;
    const lost = { ...point, energy: { ...point.energy!, perInferenceJ: { gross, aboveIdle } } };
    expect(layout({ ...study, points: [lost] }, 'energy-above-idle').marks).toEqual([]);
    expect(layout({ ...study, points: [lost] }, 'energy-gross').marks).toHaveLength(1);
  });

  it('tells joules with their interval and source in words', () => {
    const [guess, read] = mixed('simulated').points;
    const row = (point: OperatingPoint) =>
      describePoint(point, axisOf('energy-gross')).rows.find(
        ([name]) => name === inWords('axes', axisOf('energy-gross')).label,
      );
    const guessed = say.point.interval('6.67', 'mJ', '4.97', '7.54');
    expect(row(guess)![1]).toBe(say.point.sources.estimated(guessed));
    const simulated = say.point.sources.simulated(say.point.interval('1', 'mJ', '2', '3'));
    expect(row(read)![1]).toMatch(anyNumbers(simulated));
  });
});

describe('energy against latency', () => {
  const { marks, isoWatts, frame, front } = layout(mixed('measured'), 'energy-latency');

  it('has lines of constant power, and a point of 3.625 W between 3 and 4 W', () => {
    const [three, four] = [3, 4].map((watts) => isoWatts.find((line) => line.watts === watts)!);
    const heightAt = ({ path }: { path: string }, x: number) => {
      const [x0, y0, x1, y1] = path.match(/[\d.]+/g)!.map(Number);
      return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
    };
    for (const { x, final } of marks) {
      expect(final.y).toBeLessThan(heightAt(three, x));
      expect(final.y).toBeGreaterThan(heightAt(four, x));
    }
    for (const { x, y } of isoWatts) {
      expect(x).toBeLessThanOrEqual(frame.right);
      expect(y).toBeGreaterThanOrEqual(frame.top);
    }
    expect(front).toBe('');
  });

  it('takes the time of the windows, where latency was timed at another moment', () => {
    const [point] = mixed('measured').points.slice(1);
    const window = {
      ...{ seconds: 10, inferences: 2000, meanW: 3.6, idleW: 2.7, idleDriftShare: 0 },
      ...{ idleVolts: 5, meanVolts: 5, lowestVolts: 5, samples: 400, coveredShare: 1 },
      ...{ latencyDrift: 1, spoiled: null },
    };
    const windows = [window, { ...window, seconds: 99, spoiled: 'gaps' }];
    const value = axisOf('energy-latency').value;
    expect(value({ ...point, energy: { ...point.energy!, windows } })).toBeCloseTo(5, 12);
    expect(value(point)).toBeCloseTo(point.latencyMs.tfjs!.median, 12);
  });

  it('leaves out points whose latency is another runtime’s', () => {
    const points = mixed('measured').points.map((point) => ({
      ...point,
      energy: { ...point.energy!, runtime: 'kernels' as const },
    }));
    expect(layout({ ...study, points }, 'energy-latency').marks).toEqual([]);
  });
});

describe('energy in a file', () => {
  // To accept a new look: npx vitest run test/charts -u
  it.each(['energy-gross', 'energy-latency'] as const)('%s looks as stored', async (axis) => {
    await expect(chartSvg(mixed('simulated'), axis)).toMatchFileSnapshot(`pictures/${axis}.svg`);
  });

  it('says on the picture and in the caption what was not measured', () => {
    const svg = chartSvg(mixed('simulated'), 'energy-gross');
    expect(svg).toContain(say.notices.simulatedOrEstimated);
    const { meter, cores = null } = metered(study.points[1], 'simulated');
    expect(svg).toContain(say.caption.metered({ simulated: true, disturbed: false, meter, cores }));
    expect(svg).toContain(say.caption.estimated);
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});
