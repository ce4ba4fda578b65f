/** A link shows the page as it was copied: plan, axis, baselines, tab and runtime. */
import { ACCURACY_SCALES } from '../../src/charts/accuracyScales';
import { CHART_EXTRAS } from '../../src/charts/chartExtras';
import { RUNTIMES } from '../../src/study/runtimes';
import { describe, expect, it } from 'vitest';
import { AXES } from '../../src/charts/axes';
import { followPageLink, modelLink, pageLink } from '../../src/panels/shell/pageLink';
import { LessonState } from '../../src/state/lessonState.svelte';
import type { Theme } from '../../src/state/viewState.svelte';
import { TABS, type Tab } from '../../src/state/views';
import { words } from '../../src/words/words';
import { DEFAULT_MODEL, MODELS } from '../../src/subject/models';
import { testWorkbench } from '../state/testWorkbench';

function page(hash = '') {
  const { workbench: own } = testWorkbench({ hash });
  const view = {
    axis: 'bytes-encoded',
    accuracyScale: 'percent',
    extras: [] as readonly string[],
    tab: 'study' as Tab,
    baselines: ['widths', 'random'] as readonly string[],
    theme: 'system' as Theme,
    question: { budgets: '', goal: '' },
    linkTrouble: null as string | null,
    show(tab: Tab) {
      view.tab = tab;
    },
  };
  const opened = { page: own, view, lesson: new LessonState() };
  followPageLink(opened, hash, own.linkStrange);
  return opened;
}

describe('a link', () => {
  it('brings back every axis, tab and runtime', () => {
    for (const { id: axis } of AXES)
      for (const tab of TABS)
        for (const { id: runtime } of RUNTIMES) {
          const first = page();
          Object.assign(first.view, { axis, tab, baselines: ['literature'] });
          first.page.lab.chooseRuntime(runtime);
          const { view, page: own } = page(`#${pageLink(first)}`);
          expect(view).toMatchObject({ axis, tab, baselines: ['literature'], linkTrouble: null });
          expect(own.lab.runtime).toBe(runtime);
        }
  });

  it('brings back what is measured first', () => {
    const first = page();
    expect(pageLink(first)).toContain('first=accuracy');
    first.page.lab.latencyFirst = true;
    expect(page(`#${pageLink(first)}`).page.lab.latencyFirst).toBe(true);
  });

  it('brings back how accuracies stand, and what the chart draws by choice', () => {
    for (const accuracyScale of ACCURACY_SCALES)
      for (const extras of [[], ['repeats'], [...CHART_EXTRAS]] as const) {
        const first = page();
        Object.assign(first.view, { accuracyScale, extras });
        const { view } = page(`#${pageLink(first)}`);
        expect(view).toMatchObject({ accuracyScale, extras, linkTrouble: null });
      }
  });

  it('brings back several baselines, and none', () => {
    for (const baselines of [['random', 'literature'], []]) {
      const first = page();
      first.view.baselines = baselines;
      expect(page(`#${pageLink(first)}`).view.baselines).toEqual(baselines);
    }
  });

  it('brings back what advice is asked for', () => {
    const first = page();
    expect(pageLink(first)).not.toContain('budgets');
    first.view.question = { budgets: 'loss:0.5+bytes:5', goal: 'ms' };
    expect(page(`#${pageLink(first)}`).view.question).toEqual(first.view.question);
  });

  it('names what is unknown, and follows the rest', () => {
    const { view, page: own } = page(
      '#method=l1-norm&level=0.5&scope=moon&axis=joy&tab=energy&runtime=abacus&baselines=random+tea',
    );
    for (const word of ['moon', 'joy', 'abacus', 'tea']) expect(view.linkTrouble).toContain(word);
    expect(view.linkTrouble).not.toMatch(/unknown tab|unknown level/);
    expect(view).toMatchObject({ axis: 'bytes-encoded', tab: 'energy', baselines: ['random'] });
    expect(own.plans.plan).toMatchObject({ method: 'l1-norm', level: 0.5, scope: 'inner' });
    expect(own.lab.runtime).toBe('kernels');
  });

  it('names a single stranger as well, and forgets it with the next link', () => {
    const opened = page('#axis=joy');
    expect(opened.view.linkTrouble).toContain(
      words.shell.unknownChoice(
        'axis',
        'joy',
        AXES.map(({ id }) => id),
      ),
    );
    followPageLink(opened, '#axis=macs', []);
    expect(opened.view.linkTrouble).toBeNull();
  });

  it('may name a tab alone; a runtime that stands nowhere stays as it is', () => {
    const opened = page('#tab=meter');
    expect(opened.view).toMatchObject({ tab: 'meter', linkTrouble: null });
    opened.page.lab.chooseRuntime('tfjs');
    followPageLink(opened, '#axis=macs', []);
    expect(opened.page.lab.runtime).toBe('tfjs');
    expect(opened.view.axis).toBe('macs');
  });
});

describe('the address before a link', () => {
  const [, other] = MODELS;

  it.each([
    ['', DEFAULT_MODEL, '/lab/'],
    ['?workers=2', DEFAULT_MODEL, '/lab/?workers=2'],
    ['', other, `/lab/?model=${other.id}`],
    ['?workers=2', other, `/lab/?workers=2&model=${other.id}`],
    [`?model=${other.id}`, other, `/lab/?model=${other.id}`],
    [`?model=${other.id}`, DEFAULT_MODEL, `/lab/?model=${DEFAULT_MODEL.id}`],
  ])('%s names the model that is shown', (search, model, address) => {
    expect(modelLink(`http://localhost/lab/${search}#tab=study`, model)).toBe(address);
  });
});
