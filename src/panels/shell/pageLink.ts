/** The whole page as a permalink: the plan, and how it is looked at. One row for each thing that can be chosen. */
import { RUNTIMES } from '../../study/runtimes';
import { ACCURACY_SCALES } from '../../charts/accuracyScales';
import { AXES } from '../../charts/axes';
import { CHART_EXTRAS } from '../../charts/chartExtras';
import type { LabModel } from '../../subject/labModel';
import { DEFAULT_MODEL } from '../../subject/models';
import { linkOf } from '../../state/planLink';
import { EMBEDDED, LONGEST_TASK, PARTS, type Lesson } from '../../state/lessonState.svelte';
import { THEMES, type ViewState } from '../../state/viewState.svelte';
import { TABS } from '../../state/views';
import type { PageState } from '../../state/pageState';
import { words } from '../../words/words';
import { BASELINES, EXAMPLE } from '../results/baselineChoices';

export interface Shown {
  readonly page: Pick<PageState, 'plans' | 'lab'>;
  readonly view: Pick<
    ViewState,
    'axis' | 'accuracyScale' | 'extras' | 'tab' | 'baselines' | 'theme' | 'question' | 'linkTrouble'
  >;
  readonly lesson: Lesson;
}

interface Row {
  readonly name: string;
  readonly choices: readonly string[];
  /** What is chosen; several are joined by a plus sign. Nothing is left out of the link. */
  readonly now: (shown: Shown) => readonly string[];
  readonly choose: (shown: Shown, chosen: readonly string[]) => void;
}

const NONE = 'none';

const ROWS: readonly Row[] = [
  {
    name: 'axis',
    choices: AXES.map(({ id }) => id),
    now: ({ view }) => [view.axis],
    choose: ({ view }, [axis]) => (view.axis = axis),
  },
  {
    name: 'scale',
    choices: ACCURACY_SCALES,
    now: ({ view }) => [view.accuracyScale],
    choose: ({ view }, chosen) => ([view.accuracyScale] = among(ACCURACY_SCALES, chosen)),
  },
  {
    name: 'extras',
    choices: [NONE, ...CHART_EXTRAS],
    now: ({ view: { extras } }) => (extras.length > 0 ? extras : [NONE]),
    choose: ({ view }, chosen) => (view.extras = among(CHART_EXTRAS, chosen)),
  },
  {
    name: 'baselines',
    choices: [NONE, ...BASELINES.map(({ id }) => id), EXAMPLE],
    now: ({ view: { baselines } }) => (baselines.length > 0 ? baselines : [NONE]),
    choose: ({ view }, chosen) => (view.baselines = chosen.filter((id) => id !== NONE)),
  },
  {
    name: 'tab',
    choices: TABS,
    now: ({ view }) => [view.tab],
    choose: ({ view }, [asked]) => (view.tab = TABS.find((tab) => tab === asked)!),
  },
  {
    name: 'runtime',
    choices: RUNTIMES.map(({ id }) => id),
    now: ({ page }) => [page.lab.runtime],
    choose({ page }, [asked]) {
      const runtime = RUNTIMES.find(({ id }) => id === asked)!.id;
      if (page.lab.runtime !== runtime) page.lab.chooseRuntime(runtime);
    },
  },
  {
    name: 'first',
    choices: ['accuracy', 'latency'],
    now: ({ page }) => [page.lab.latencyFirst ? 'latency' : 'accuracy'],
    choose: ({ page }, [asked]) => (page.lab.latencyFirst = asked === 'latency'),
  },
  {
    name: 'theme',
    choices: THEMES,
    // Who has not chosen one leaves it to the reader.
    now: ({ view: { theme } }) => (theme === 'system' ? [] : [theme]),
    choose: ({ view }, [asked]) => (view.theme = THEMES.find((theme) => theme === asked)!),
  },
  {
    name: 'hide',
    choices: PARTS,
    now: ({ lesson }) => lesson.hidden,
    choose: ({ lesson }, chosen) => (lesson.hidden = among(PARTS, chosen)),
  },
  {
    name: 'embed',
    choices: EMBEDDED,
    now: ({ lesson }) => lesson.embedded,
    choose: ({ lesson }, chosen) => (lesson.embedded = among(EMBEDDED, chosen)),
  },
  {
    name: 'present',
    choices: ['yes'],
    now: ({ lesson }) => (lesson.presenting ? ['yes'] : []),
    choose: ({ lesson }) => (lesson.presenting = true),
  },
];

/** In the table's order, each once. */
function among<T extends string>(table: readonly T[], chosen: readonly string[]): readonly T[] {
  return table.filter((id) => chosen.includes(id));
}

/** The page's address without its hash: it names the model, but for the default one where it named none before. */
export function modelLink(href: string, { id }: Pick<LabModel, 'id'>): string {
  const url = new URL(href);
  const named = id !== DEFAULT_MODEL.id || url.searchParams.has('model');
  if (named) url.searchParams.set('model', id);
  return url.pathname + url.search;
}

export function pageLink(shown: Shown): string {
  const rows = ROWS.flatMap(({ name, now }) => {
    const chosen = now(shown);
    return chosen.length > 0 ? [`${name}=${chosen.join('+')}`] : [];
  });
  return [
    linkOf(shown.page.plans.current),
    ...rows,
    ...questionFields(shown.view),
    ...taskField(shown.lesson),
  ].join('&');
}

function taskField({ task }: Lesson): string[] {
  return task === '' ? [] : [new URLSearchParams({ task }).toString()];
}

/** Longer ones hold no more budgets. */
const LONGEST_QUESTION = 100;

function questionFields({ question }: Shown['view']): string[] {
  const { budgets, goal } = question;
  return [...(budgets ? [`budgets=${budgets}`] : []), ...(goal ? [`goal=${goal}`] : [])];
}

/** What in it is unknown the panel says, which alone knows the quantities. */
function followQuestion({ view }: Shown, fields: URLSearchParams): void {
  const { budgets, goal } = view.question;
  const asked = (name: string, now: string) =>
    (fields.get(name) ?? now).replaceAll(' ', '+').slice(0, LONGEST_QUESTION);
  view.question = { budgets: asked('budgets', budgets), goal: asked('goal', goal) };
}

/** Shows what the link says, and says what in it is unknown. @param strange of its plan */
export function followPageLink(shown: Shown, hash: string, strange: readonly string[]): void {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  const unknown = [
    ...strange,
    ...ROWS.flatMap((row) => followRow(shown, row, fields)),
    ...followTask(shown, fields),
  ];
  followQuestion(shown, fields);
  shown.view.linkTrouble = unknown.length > 0 ? words.shell.followedBut(unknown) : null;
}

/** What is left out stays as it is. */
function followRow(
  shown: Shown,
  { name, choices, choose }: Row,
  fields: URLSearchParams,
): string[] {
  const asked = fields.get(name)?.split(' ') ?? [];
  const known = asked.filter((value) => choices.includes(value));
  if (known.length > 0) choose(shown, known);
  return asked
    .filter((value) => !choices.includes(value))
    .map((value) => words.shell.unknownChoice(name, value, choices));
}

/** Cut where it is too long to be read above a page. */
function followTask({ lesson }: Shown, fields: URLSearchParams): string[] {
  const letters = [...(fields.get('task') ?? lesson.task)];
  lesson.task = letters.slice(0, LONGEST_TASK).join('');
  return letters.length > LONGEST_TASK ? [words.lessons.taskTooLong(LONGEST_TASK)] : [];
}
