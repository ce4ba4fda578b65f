import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../src/charts/chartSvg';
import { PAGE_THEME } from '../../src/charts/palette';
import { environmentId } from '../../src/study/environment';
import { finalAccuracy, type OperatingPoint, type Study } from '../../src/study/point';
import { studyPlans } from '../../src/study/studyPlans';
import { planKey } from '../../src/pruning/planKey';
import { fieldOf } from '../../src/advice/advice';
import { guidanceTable } from '../../src/advice/guidanceTable';
import { markdown } from '../../src/report/escaped';
import { frontPoints } from '../../src/report/fronts';
import { commandsOf } from '../../src/report/repeat';
import { reportOf, type Report } from '../../src/report/report';
import { reportHtml } from '../../src/report/reportHtml';
import { reportMarkdown } from '../../src/report/reportMarkdown';
import { threatsOf } from '../../src/report/threats';
import { parseStudyArguments } from '../../cli/studyArguments';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { reportWords } from '../../src/words/reportWords';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { ABOUT } from '../study/sampleAbout';
import { ENVIRONMENT, ORIGIN, sampleStudy } from '../study/sampleStudy';

const study: Study = { ...sampleStudy(), about: ABOUT };
const say = reportWords;

function written(of: Study, advice: readonly string[] = ['Take it.']): Report {
  return reportOf(of, {
    draw: (own, axis) => chartSvg(own, axis, PAGE_THEME),
    linkTo: ({ plan }) => `http://127.0.0.1:4173/#level=${plan.level}`,
    advice,
    guidance: guidanceTable(fieldOf(of)),
  });
}

describe('the report of a study', () => {
  it('has every part, and stands alone', () => {
    const report = written(study);
    const page = reportHtml(report);
    for (const part of [
      ABOUT.question,
      say.advice,
      say.guidance,
      say.front,
      say.charts,
      say.methods,
    ])
      expect(page).toContain(part);
    for (const part of [say.threatsTitle, say.repeat, say.notes]) expect(page).toContain(part);
    expect(page.match(/<svg/g)?.length).toBe(report.charts.length);
    expect(page).not.toMatch(/<script|<link|<img|src=|@import|undefined|NaN|\[object/);
  });

  it('gives each chart marks of its own', () => {
    const ids = [...reportHtml(written(study)).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves out what there is nothing to say of', () => {
    const page = reportHtml(written({ points: study.points.slice(0, 1) }, []));
    for (const part of [say.advice, say.charts, say.notes]) expect(page).not.toContain(`>${part}<`);
    expect(reportMarkdown(written({ points: [] }, []), {})).toContain(say.untitled);
  });

  it('names the pictures that lie beside its Markdown', () => {
    const text = reportMarkdown(written(study), { 'bytes-encoded': 'a.svg' });
    expect(text.match(/!\[[^\]]*\]\(a\.svg\)/g)?.length).toBe(1);
  });

  it('escapes what would begin a list in Markdown, and no number', () => {
    expect(['1. x', '- x', '64.8 %', '−1', '+1'].map(markdown)).toEqual([
      ...['1\\. x', '\\- x', '64.8 %', '−1', '\\+1'],
    ]);
  });

  it('gives the sources of its methods', () => {
    expect(written(study).methods.map(({ source }) => source.url)).toContain(
      'https://arxiv.org/abs/1811.00250',
    );
  });
});

describe('what somebody else wrote', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '</title><svg onload=x>'],
      ...[
        '`code` **b** [x](javascript:alert(1))',
        '| a | b |',
        '# head\n- x',
        '~~~~\nrm',
        '&lt;b>',
      ],
      ...['\u202emoc', '</pre>', "' onclick='x", '$(reboot)'],
    ),
  );

  it('is text in HTML and in Markdown, wherever it stands', () => {
    fc.assert(
      fc.property(hostile, hostile, (one, other) => {
        const environment = {
          ...ENVIRONMENT,
          browser: { userAgent: one, version: other },
          device: { ...ENVIRONMENT.device, model: one, platform: other },
          model: { id: other, name: one, checksums: { [one]: other } },
          dataset: { id: one, name: other, checksums: {} },
        };
        const points = study.points.slice(0, 6).map((point) => ({
          ...point,
          origin: { ...ORIGIN, environment },
        }));
        const spoiled = [{ at: ORIGIN.measuredAt, reason: one }];
        const about = { ...ABOUT, name: one, question: other, notes: one, spoiled, subject: null };
        const report = written({ points, about }, [other]);
        const page = reportHtml(report);
        const tags = [...page.matchAll(/<\/?([a-zA-Z!][\w-]*)/g)].map(([, name]) => name);
        expect(tags.filter((name) => !TAGS.has(name))).toEqual([]);
        const bare = page.replaceAll(/"[^"]*"/g, '""');
        expect(/<[^>]*\son\w+\s*=/.exec(bare)).toBeNull();
        const text = reportMarkdown(report, {});
        expect(/(?<!\\)<(?!http)|[^\\]\]\(javascript|[\u202a-\u202e]/.exec(text)).toBeNull();
      }),
      { seed: 1, numRuns: 60 },
    );
  });
});

/** All that a report may hold. */
const TAGS = new Set(
  (
    '!doctype html head meta title style body main h1 h2 p dl div dt dd section ul li a strong pre code table thead tbody ' +
    'tr th td figure figcaption svg rect defs clipPath path text g line circle tspan'
  ).split(' '),
);

describe('networks that no other beats', () => {
  it('are those of brute force, by size', () => {
    const { points } = study;
    const beats = (a: OperatingPoint, b: OperatingPoint) =>
      a.bytes.encoded <= b.bytes.encoded &&
      finalAccuracy(a).correct >= finalAccuracy(b).correct &&
      (a.bytes.encoded < b.bytes.encoded || finalAccuracy(a).correct > finalAccuracy(b).correct);
    const brute = points.filter((own) => !points.some((other) => beats(other, own)));
    const found = frontPoints(points)
      .filter(({ on }) => on.some(({ id }) => id === 'bytes-encoded'))
      .map(({ point }) => point);
    expect(new Set(found)).toEqual(new Set(brute));
  });

  it('compete in time with their own machine and number of threads alone', () => {
    const [dense, cut] = study.points.slice(0, 2);
    const worse = {
      ...cut,
      accuracy: { ...cut.accuracy, afterRepair: { correct: 1, total: 2000 } },
    };
    const slow = {
      ...worse.latencyMs.tfjs!,
      vsDense: { denseMedian: 1, ratio: 9, low: 9, high: 9 },
    };
    const environment = { ...ENVIRONMENT, installation: 'elsewhere' };
    const there = {
      ...{ ...worse, latencyMs: { tfjs: slow } },
      latencyOrigin: { ...ORIGIN, environment },
    };
    const on = (points: readonly OperatingPoint[]) =>
      frontPoints(points).filter(({ on }) => on.some(({ id }) => id === 'ratio-tfjs')).length;
    expect(on([dense, { ...worse, latencyMs: { tfjs: slow } }])).toBe(1);
    expect(on([dense, there])).toBe(2);
    const threaded = { ...worse, latencyMs: { tfjs: { ...slow, threads: 4 } } };
    expect(on([dense, threaded])).toBe(2);
    expect(environmentId(environment)).not.toBe(environmentId(ENVIRONMENT));
  });
});

describe('what speaks against a study', () => {
  it('is said of what happened, and of nothing else', () => {
    const { points } = study;
    const clean = threatsOf({ points });
    expect(clean).toContain(say.threats.chosenByTheSame);
    expect(clean).not.toContain(say.threats.coarseTimer);
    const coarse = { ...ENVIRONMENT, crossOriginIsolated: false };
    const [first, ...rest] = points;
    const mixed = [{ ...first, origin: { ...ORIGIN, environment: coarse } }, ...rest];
    expect(threatsOf({ points: mixed })).toEqual(
      expect.arrayContaining([say.threats.coarseTimer, say.threats.environments(2)]),
    );
  });

  it('counts spoiled windows, invented joules and points that are missing', () => {
    const window = { spoiled: 'throttled' } as never;
    const energy = { source: 'simulated', windows: [window, window] } as never;
    const [first, ...rest] = study.points;
    const told = threatsOf({ ...study, points: [{ ...first, energy }, ...rest] });
    expect(told).toContain(say.threats.simulated(1));
    expect(told).toContain(say.threats.spoiledWindows(2, [say.threats.cause('throttled', 2)]));
    const order = studyPlans(ABOUT.runs[0].request, null);
    const asked = order.ok ? order.value.plans.map(planKey) : [];
    const there = study.points.filter(({ plan }) => asked.includes(planKey(plan))).length;
    expect(told).toContain(say.threats.missing(asked.length - there, asked.length));
  });
});

describe('to measure it again', () => {
  it('takes commands that ask for just these plans', () => {
    const model = { ...ENVIRONMENT.model, id: DEFAULT_MODEL.id };
    const origin = { ...ORIGIN, environment: { ...ENVIRONMENT, model } };
    const points = study.points.map((point) => ({ ...point, origin }));
    const plans = commandsOf(points).flatMap((command) => {
      const given = parseStudyArguments(command.replace('npm run study -- ', '').split(' '));
      if (given === 'help') return [];
      const { methods, levels, precisions, schedule, scope, rounding, ratios, seed } = given;
      const own = { repair: given.repair!, schedule, scope, rounding, ratios, seed };
      const base = { ...defaultPlan(), ...own };
      const order = studyPlans({ methods, levels, precisions, base, ranking: given.ranking }, null);
      return order.ok ? order.value.plans : [];
    });
    const cut = (keys: readonly string[]) => [...new Set(keys)].sort();
    expect(cut(plans.map(planKey))).toEqual(cut(points.map(({ plan }) => planKey(plan))));
  });
});
