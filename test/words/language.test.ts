/** The page in a second language: one value of the type `Words`, and nothing speaks English any more. */
import type { Component } from 'svelte';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ViewState } from '../../src/state/viewState.svelte';
import { TABS } from '../../src/state/views';
import { unmarked } from './secondLanguage';
import { LANGUAGES } from '../../src/words/languages';
import { DATASETS } from '../../src/subject/datasets';
import type { PageState } from '../../src/state/pageState';

/** As they are written in every language: numbers with their units, keys, and names in files. */
const EVERYWHERE = new RegExp(
  `^(?:[^\\p{L}]|${['µs', 'ms', 'MB', 'kB', 'mJ', 'min', 'Hz', '[WVAMJsn]'].join('|')})*$` +
    '|^(?:study\\.(?:json|csv)|samples\\.csv|[a-z]+=\\d+)$',
  'u',
);

let page: Awaited<ReturnType<typeof openPage>>;

/** What is looked at. */
type Ready = (view: ViewState, own: PageState) => unknown;

async function openPage() {
  const { secondLanguage } = await import('./secondLanguage');
  vi.resetModules();
  vi.doMock('../../src/words/words', () => ({
    words: secondLanguage,
    allWords: async () => {},
  }));
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
  vi.stubGlobal('location', new URL('http://localhost/'));
  // The same svelte as the components, which is read anew with them.
  const { render } = await import('svelte/server');
  const { default: App } = (await import('../../src/App.svelte')) as { default: Component<object> };
  const { ViewState: State } = await import('../../src/state/viewState.svelte');
  const { settled, testWorkbench } = await import('../state/testWorkbench');
  const { workbench } = testWorkbench();
  await workbench.start();
  await settled();
  const { loadParts } = await import('../../src/controls/part.svelte');
  await loadParts(() => false);
  return {
    /** Of the pictures, their classes, the browser, layers and kernels: data, as it is named. */
    names: [
      ...LANGUAGES.map(({ name }) => name),
      ...DATASETS.map(({ name }) => name),
      ...(workbench.lab.lab!.subject.classNames ?? []),
      workbench.lab.environment!.browser.userAgent!,
      ...workbench.lab.lab!.subject.network.layers.map(({ name }) => name),
      ...(workbench.figures.measured!.point.kernels ?? []),
    ],
    html: async (ready: Ready) => {
      const view = new State();
      await ready(view, workbench);
      return render(App, { props: { page: workbench, view } as never }).body;
    },
  };
}

/** Texts and attributes that are read, one each. */
function readTexts(html: string): string[] {
  const bare = html.replaceAll(
    /<!--[\s\S]*?-->|<(code|pre|kbd|textarea)[\s\S]*?<\/\1>|<\/?(em|strong|b|i)\b[^>]*>/g,
    '',
  );
  const attributes = [
    ...bare.matchAll(/\s(?:title|aria-label|aria-valuetext|placeholder|alt)="([^"]*)"/g),
  ];
  const texts = bare.split(/<[^>]*>/);
  return [...attributes.map(([, value]) => value), ...texts].filter((text) => text.trim() !== '');
}

beforeAll(async () => {
  page = await openPage();
}, 120_000);

afterAll(() => {
  vi.doUnmock('../../src/words/words');
  vi.unstubAllGlobals();
  vi.resetModules();
});

describe('in a second language', () => {
  it.each<[string, Ready]>([
    ...TABS.map((tab): [string, Ready] => [tab, (view) => void (view.tab = tab)]),
    ['compact', (view) => void (view.compact = true)],
    ['help', (view) => void (view.helpOpen = true)],
    ['meters', (view) => void (view.meterOpen = true)],
    ['lesson', ({ lesson }) => Object.assign(lesson, { hidden: ['meter'], making: true })],
    ['opening', (_, { opening }) => opening.ask()],
    ['pictures', (_, { opening, pictures }) => (opening.close(), pictures.ask())],
    [
      'export',
      (_, { pictures, exported, figures }) => (pictures.close(), exported.open(figures.dense!)),
    ],
  ])('nothing of the page is English: %s', async (_, ready) => {
    const texts = readTexts(await page.html(ready));
    expect(texts.length).toBeGreaterThan(50);
    const english = texts.filter((text) => !EVERYWHERE.test(unmarked(text)));
    const own = (text: string) => page.names.some((name) => name.startsWith(text));
    expect(english.filter((text) => !own(text))).toEqual([]);
  });
});
