/** What the page knows and says of a network that came without pictures, or with few. */
import { describe, expect, it } from 'vitest';
import { accuracyRow } from '../../src/panels/figures/comparedRows';
import { compareRows } from '../../src/panels/compare/compareRows';
import { announcement } from '../../src/panels/shell/announcement';
import { pageApi } from '../../src/state/pageApi';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { studyCsv } from '../../src/study/csv';
import { imageChoices } from '../../src/study/imageCounts';
import { pointContradiction } from '../../src/study/pointContradiction';
import { formatStudy } from '../../src/study/formatStudy';
import { parseStudy } from '../../src/study/studyJson';
import { NO_PICTURES } from '../../src/subject/bundle';
import { orThrow as unwrap } from '../../src/base/outcome';
import { words } from '../../src/words/words';
import { LOADED } from './fakeLab';
import { settled, testWorkbench } from './testWorkbench';

const BARE = { ...defaultPlan('l1-norm'), level: 0.3, repair: [] };

async function withImages(count: number, hash = '') {
  const bench = testWorkbench({ hash });
  const { subject, testLabels } = LOADED;
  const none = { dataset: NO_PICTURES, trainingImages: 0 };
  bench.lab.loaded = {
    ...LOADED,
    subject: count === 0 ? { ...subject, ...none } : subject,
    testLabels: testLabels.slice(0, count),
  };
  await bench.workbench.start();
  await settled();
  return bench;
}

async function measured() {
  const { workbench } = await withImages(0);
  workbench.plans.load({ plan: BARE, images: 1000 });
  workbench.figures.settle();
  await settled();
  return workbench;
}

describe('a network without pictures', () => {
  it('is cut without repair by a method that looks at weights, whatever the link says', async () => {
    const { workbench } = await withImages(0, '#method=apoz&level=0.5&repair=recalibrate=500');
    expect(workbench.plans.plan).toMatchObject({ method: defaultPlan().method, repair: [] });
    expect(workbench.studyForm.wish.repair).toEqual([]);
    expect(workbench.lab.lack?.code).toBe('no-pictures');
  });

  it('has points with sizes and latencies, and no accuracy', async () => {
    const { figures, known } = await measured();
    const point = known.shown(figures.measured!);
    expect(point.accuracy.afterCutting).toEqual({ correct: 0, total: 0 });
    expect([point.crossEntropy, point.perClass, point.accuracyVsDense]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(point.nonZeros).toBeLessThan(point.parameters);
    expect(point.latencyMs.kernels?.runs).toBe(30);
    expect(figures.failure).toBeNull();
  });

  it('shows no number where nothing is known', async () => {
    const { figures, known } = await measured();
    const point = known.shown(figures.measured!);
    const row = accuracyRow(figures.dense!.point, point);
    expect([row.dense, row.measured, row.change]).toEqual([null, null, '']);
    expect(row.detail).toBe(words.figures.noPictures);
    const compared = compareRows(figures.dense!.point, point, 'kernels', null, '');
    expect([compared[0].first, compared[0].second]).toEqual(['–', '–']);
    const said = [announcement(point), JSON.stringify(compared), JSON.stringify(row)].join();
    expect(said).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('keeps them in files that are read again', async () => {
    const { figures, known } = await measured();
    const study = known.studyOf([figures.dense!, figures.measured!]);
    const text = formatStudy(study);
    expect(text).not.toMatch(/NaN|null,\n *"perClass"/);
    const [, again] = unwrap(parseStudy(text)).points;
    expect(again.accuracy).toEqual({ afterCutting: { correct: 0, total: 0 }, afterRepair: null });
    expect(pointContradiction(again)).toBeNull();
    const cells = (row: string) =>
      row.match(/("[^"]*"|[^,"]*)(,|$)/g)!.map((c) => c.replace(/,$/, ''));
    const [head, , line] = studyCsv(study).trim().split('\r\n').map(cells);
    expect(line[head.indexOf('images')]).toBe('0');
    for (const column of head.filter((name) => /accuracy.*percent/.test(name)))
      expect(line[head.indexOf(column)]).toBe('');
    expect(line.join()).not.toMatch(/NaN/);
  });

  it('knows its own points again', async () => {
    const workbench = await measured();
    const text = formatStudy(workbench.known.studyOf([workbench.figures.measured!]));
    workbench.points.clear();
    expect(unwrap(await workbench.points.importStudy(text)).fitting).toHaveLength(1);
  });

  it('has studies of what needs no picture; others are refused before they begin', async () => {
    const { workbench } = await withImages(0);
    const api = pageApi(workbench, () => '');
    const asked = { methods: ['l1-norm'], levels: [0, 0.5], base: BARE } as const;
    const study = unwrap(await api.runStudy(asked, 2000));
    expect(study.points).toHaveLength(2);
    const repaired = { ...asked, base: defaultPlan() };
    expect(await api.runStudy(repaired, 2000)).toMatchObject({ code: 'no-pictures' });
    const looking = { ...asked, methods: ['taylor-channels'] as const };
    expect(await api.runStudy(looking, 2000)).toMatchObject({ code: 'no-pictures' });
  });
});

describe('a network with few pictures', () => {
  it('answers those that there are, and its points are found again', async () => {
    const { workbench, lab } = await withImages(23);
    expect(workbench.figures.dense?.point.accuracy.afterCutting.total).toBe(23);
    workbench.plans.load({ plan: BARE, images: 1000 });
    workbench.figures.settle();
    await settled();
    expect(workbench.figures.measured?.point.accuracy.afterCutting.total).toBe(23);
    lab.calls.length = 0;
    workbench.figures.settle();
    await settled();
    expect(lab.calls.filter((call) => call.startsWith('accuracy'))).toEqual([]);
  });

  it('keeps the number of images that was asked for when a point is shown', async () => {
    const { workbench } = await withImages(23);
    workbench.figures.show(workbench.figures.dense!.point);
    expect(workbench.plans.images).toBe(1000);
    const { accuracy, plan } = workbench.figures.dense!.point;
    const more = { ...accuracy, afterCutting: { correct: 400, total: 500 } };
    workbench.figures.show({ plan, accuracy: more });
    expect(workbench.plans.images).toBe(500);
  });

  it('is offered no numbers of images that come to the same', () => {
    const offered = (count: number) => imageChoices(count).map(({ images }) => images);
    expect(offered(0)).toEqual([]);
    expect(offered(23)).toEqual([23]);
    expect(offered(1200)).toEqual([500, 1000, 1200]);
    expect(offered(10_000)).toEqual([500, 1000, 2000, 10_000]);
  });
});
