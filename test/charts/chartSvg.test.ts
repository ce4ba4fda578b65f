import { describe, expect, it } from 'vitest';
import { axisOf } from '../../src/charts/axes';
import { chartSvg } from '../../src/charts/chartSvg';
import { DEFAULT_LEVELS } from '../../src/study/defaultStudy';
import { words } from '../../src/words/words';
import { ENVIRONMENT, ORIGIN, sampleStudy } from '../study/sampleStudy';
import { inWords } from '../../src/words/inWords';

const say = words.charts;
const study = sampleStudy();

describe('chart as SVG', () => {
  // To see it: open the file in a browser. To accept a new look: npx vitest run test/charts -u
  it.each(['bytes-encoded', 'sparsity'] as const)('against %s looks as stored', async (axis) => {
    await expect(chartSvg(study, axis)).toMatchFileSnapshot(`pictures/${axis}.svg`);
  });

  it('stands alone: no class, style, script, variable or outside address', () => {
    const svg = chartSvg(study, 'macs');
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(svg).not.toMatch(/class=|style|<script|var\(|<!--|NaN|undefined/);
    expect(svg.match(/https?:/g)?.length).toBe(1);
  });

  it('tells its environment, units and every exact value', () => {
    const svg = chartSvg(study, 'latency-tfjs');
    expect(svg).toContain(say.caption.images([2000], ['Fashion-MNIST']));
    expect(svg).toContain(say.axis(inWords('axes', axisOf('latency-tfjs')).label, 'ms', 'log'));
    expect(svg).toContain(say.point.accuracy(0.933, 0.921, 0.943));
    const marks = svg.split(say.point.afterRepair).length - 1;
    expect(marks).toBe(4 * (DEFAULT_LEVELS.length - 1) + 1);
  });

  it('escapes what the environment says', () => {
    const browser = { userAgent: '<b>&"', version: null };
    const origin = { ...ORIGIN, environment: { ...ENVIRONMENT, browser } };
    const points = study.points.map((point) => ({ ...point, origin }));
    expect(chartSvg({ points }, 'macs')).toContain('&lt;b>&amp;"');
  });
});
