/** A lesson travels in the address, whatever it says, and is read as text. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { followPageLink, pageLink } from '../../src/panels/shell/pageLink';
import {
  EMBEDDED,
  LessonState,
  LONGEST_TASK,
  PARTS,
  type Lesson,
} from '../../src/state/lessonState.svelte';
import { THEMES, ViewState, type Theme } from '../../src/state/viewState.svelte';
import { TABS, VIEWS, type Tab } from '../../src/state/views';
import { words } from '../../src/words/words';
import { testWorkbench } from '../state/testWorkbench';

const SEED = { seed: 20261128, numRuns: 300 };
const { workbench } = testWorkbench();

function opened(hash = '', lesson: Lesson = new LessonState()) {
  const view = {
    axis: 'bytes-encoded',
    accuracyScale: 'percent',
    extras: [] as readonly string[],
    tab: 'study' as Tab,
    baselines: [] as readonly string[],
    theme: 'system' as Theme,
    question: { budgets: '', goal: '' },
    linkTrouble: null as string | null,
  };
  const shown = { page: workbench, view, lesson };
  followPageLink(shown, hash, []);
  return shown;
}

/** As a click, a key or a link does. */
function go(view: ViewState, way: Tab | (typeof VIEWS)[number]) {
  if (typeof way === 'string') view.tab = way;
  else view.open(way);
}

function told({ task, hidden, embedded, presenting }: Lesson): Lesson {
  return { task, hidden, embedded, presenting };
}

const task = fc
  .string({ unit: 'binary', maxLength: LONGEST_TASK })
  .filter((text) => [...text].length <= LONGEST_TASK);
const lessons: fc.Arbitrary<Lesson> = fc.record({
  task,
  hidden: fc.subarray([...PARTS]),
  embedded: fc.subarray([...EMBEDDED]),
  presenting: fc.boolean(),
});

describe('a lesson in a link', () => {
  it('comes back as it was made, with its colours', () => {
    fc.assert(
      fc.property(lessons, fc.constantFrom(...THEMES), (lesson, theme) => {
        const first = opened('', lesson);
        first.view.theme = theme;
        const { view, lesson: read } = opened(`#${pageLink(first)}`);
        expect(told(read)).toEqual(lesson);
        expect(view).toMatchObject({ theme, linkTrouble: null });
      }),
      SEED,
    );
  });

  it('is written with nothing that an address or a message would break', () => {
    fc.assert(
      fc.property(lessons, (lesson) => {
        expect(pageLink(opened('', lesson))).toMatch(/^[\w=&+:%.*~-]*$/);
      }),
      SEED,
    );
  });

  it('is not spoken of where there is none', () => {
    expect(pageLink(opened())).not.toMatch(/theme|hide|embed|present|task/);
  });

  it('takes nothing unknown, and says so', () => {
    const { lesson, view } = opened('#hide=study+moon+study&embed=tea&present=no&theme=plaid');
    expect(told(lesson)).toEqual({ task: '', hidden: ['study'], embedded: [], presenting: false });
    for (const word of ['moon', 'tea', 'no', 'plaid']) expect(view.linkTrouble).toContain(word);
  });

  it('cuts a task that is too long between two letters, and says so', () => {
    const { lesson, view } = opened(`#task=${'%F0%9F%90%91'.repeat(LONGEST_TASK + 1)}`);
    expect([...lesson.task]).toHaveLength(LONGEST_TASK);
    expect(lesson.task.isWellFormed()).toBe(true);
    expect(view.linkTrouble).toContain(words.lessons.taskTooLong(LONGEST_TASK));
  });
});

describe('what a lesson hides', () => {
  it('is gone until everything is asked for', () => {
    const lesson = new LessonState();
    lesson.hidden = ['study', 'export'];
    expect(PARTS.filter((part) => lesson.hides(part))).toEqual(['study', 'export']);
    lesson.revealed = true;
    expect(PARTS.filter((part) => lesson.hides(part))).toEqual([]);
  });

  it('is not led to by any way: tabs, views, links', () => {
    vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));
    fc.assert(
      fc.property(
        fc.subarray([...PARTS]),
        fc.array(fc.oneof(fc.constantFrom(...TABS), fc.constantFrom(...VIEWS))),
        (hidden, ways) => {
          const view = new ViewState();
          for (const way of ways.slice(0, 2)) go(view, way);
          view.lesson.hidden = hidden;
          for (const way of ways) {
            go(view, way);
            expect(view.lesson.shows(view.tab)).toBe(true);
            expect(view.views).toContain(view.view);
          }
          for (const { id } of view.views) expect(hidden).not.toContain(id);
        },
      ),
      SEED,
    );
    vi.unstubAllGlobals();
  });

  it('takes a tab along with the last thing in it', () => {
    const lesson = new LessonState();
    lesson.hidden = ['methods', 'options'];
    expect(lesson.shows('plan')).toBe(true);
    lesson.hidden = ['methods', 'options', 'open', 'meter'];
    expect(TABS.filter((tab) => !lesson.shows(tab))).toEqual(['plan', 'meter']);
  });
});
