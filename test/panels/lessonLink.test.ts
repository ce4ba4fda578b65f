/** A lesson travels in the address, whatever it says, and is read as text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followPageLink, pageLink } from '../../src/panels/shell/pageLink';
import {
  EMBEDDED,
  LessonState,
  LONGEST_TASK,
  PARTS,
  type Lesson,
} from '../../src/state/lessonState.svelte';
import { THEMES, type Theme } from '../../src/state/viewState.svelte';
import type { Tab } from '../../src/state/views';
import { words } from '../../src/words/words';
import { testWorkbench } from '../state/testWorkbench';

const SEED = { seed: 20261128, numRuns: 300 };
const { workbench } = testWorkbench();

function opened(hash = '', lesson: Lesson = new LessonState()) {
  const view = {
    axis: 'bytes-encoded',
    tab: 'study' as Tab,
    baselines: [] as readonly string[],
    theme: 'system' as Theme,
    linkTrouble: null as string | null,
  };
  const shown = { page: workbench, view, lesson };
  followPageLink(shown, hash, []);
  return shown;
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
});
