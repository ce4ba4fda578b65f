import { afterPaint } from '../base/afterPaint';
import { GuideState } from './guideState.svelte';
import { LessonState } from './lessonState.svelte';
import { NetworkLook } from './networkLook.svelte';
import { viewOf, VIEWS, type Tab, type ViewId, type ViewRow } from './views';

export type Theme = 'system' | 'light' | 'dark' | 'contrast';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark', 'contrast'];
const THEME_KEY = 'pruning-lab-theme';

/** No lesson hides it. */
const FIRST: Tab = 'chart';

/** Budgets (`loss:1+bytes:5`) and what is to be least; '' where nothing is said. */
export interface Question {
  readonly budgets: string;
  readonly goal: string;
}

export const NO_QUESTION: Question = { budgets: '', goal: '' };

/** How the page looks, apart from what it shows. */
export class ViewState {
  theme = $state<Theme>('system');
  #tab = $state<Tab>(FIRST);
  /** What a tap asked for, until the page begins to build it. */
  #asked = $state<Tab | null>(null);
  /** Id of the chart's axis. */
  axis = $state('bytes-encoded');
  /** Id of how the chart shows accuracies. */
  accuracyScale = $state('percent');
  /** What else it draws, by choice. */
  extras = $state.raw<readonly string[]>([]);
  /** What the chart shows behind the points; the literature is of other data: for those who ask. */
  baselines = $state.raw<readonly string[]>(['widths', 'random', 'example']);
  /** What advice is asked for, as a link says it; the panel that reads it comes later than the link. */
  question = $state.raw<Question>(NO_QUESTION);
  /** What the last permalink says that is unknown; null where all was followed. */
  linkTrouble = $state<string | null>(null);
  helpOpen = $state(false);
  paletteOpen = $state(false);
  meterOpen = $state(false);
  /** What a teacher's link asks for. */
  readonly lesson = new LessonState();
  readonly guide = new GuideState();
  /** On a narrow or low screen. */
  compact = $state(false);
  /** Nothing fits beside a panel. */
  narrow = $state(false);
  readonly network = new NetworkLook();
  #systemDark = $state(false);
  #systemContrast = $state(false);
  /** High contrast is light or dark as the system is. */
  readonly dark = $derived(this.theme === 'dark' || (this.theme !== 'light' && this.#systemDark));
  readonly highContrast = $derived(this.theme === 'contrast' || this.#systemContrast);
  readonly view: ViewRow = $derived(viewOf(this.tab));
  /** Those with something to see in them. */
  readonly views = $derived(VIEWS.filter((row) => this.tabsOf(row).length > 0));
  /** By view: where it was left. Nothing is drawn by it. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #left = new Map<ViewId, Tab>();

  constructor() {
    const stored = THEMES.find((theme) => theme === readTheme());
    if (stored) this.theme = stored;
    follow('(prefers-color-scheme: dark)', (dark) => (this.#systemDark = dark));
    follow('(prefers-contrast: more)', (more) => (this.#systemContrast = more));
    follow('(max-width: 1023px), (max-height: 719px)', (compact) => (this.compact = compact));
    follow('(max-width: 1023px)', (narrow) => (this.narrow = narrow));
  }

  /** Its view is on show; one that a lesson hides never is, whatever asks for it. */
  get tab(): Tab {
    return this.lesson.shows(this.#tab) ? this.#tab : FIRST;
  }

  set tab(tab: Tab) {
    this.#tab = tab;
    this.#asked = null;
  }

  /** What its button says: the tab on show, or the one that is about to be. */
  get chosen(): Tab {
    return this.#asked ?? this.tab;
  }

  /** Answers a tap: it is marked by the next frame, and what it shows is built behind that. */
  choose(tab: Tab): void {
    this.#asked = tab;
    afterPaint(() => {
      if (this.#asked === tab) this.tab = tab;
    });
  }

  tabsOf({ tabs }: ViewRow): readonly Tab[] {
    return tabs.filter((tab) => this.lesson.shows(tab));
  }

  /** With the tab that it was left with. */
  open(row: ViewRow): void {
    this.#left.set(this.view.id, this.tab);
    const left = this.#left.get(row.id);
    const tabs = this.tabsOf(row);
    this.choose(tabs.find((tab) => tab === left) ?? tabs.at(0) ?? FIRST);
  }

  nextTheme(): void {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    try {
      localStorage.setItem(THEME_KEY, this.theme);
    } catch {
      // A browser that stores nothing still changes its colours.
    }
  }
}

function readTheme(): string | null {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    return null;
  }
}

function follow(query: string, apply: (matches: boolean) => void): void {
  const media = matchMedia(query);
  media.addEventListener('change', () => apply(media.matches));
  apply(media.matches);
}
