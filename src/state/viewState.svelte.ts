import { LessonState } from './lessonState.svelte';
import { NetworkLook } from './networkLook.svelte';

export type Theme = 'system' | 'light' | 'dark';
export const TABS = [
  'chart',
  'plan',
  'study',
  'table',
  'layers',
  'classes',
  'compare',
  'energy',
  'meter',
  'allocate',
  'benchmark',
] as const;
export type Tab = (typeof TABS)[number];

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const THEME_KEY = 'pruning-lab-theme';

/** How the page looks, apart from what it shows. */
export class ViewState {
  theme = $state<Theme>('system');
  tab = $state<Tab>('study');
  /** Id of the chart's axis. */
  axis = $state('bytes-encoded');
  /** What the chart shows behind the points; the literature is of other data: for those who ask. */
  baselines = $state.raw<readonly string[]>(['widths', 'random']);
  /** What the last permalink says that is unknown; null where all was followed. */
  linkTrouble = $state<string | null>(null);
  helpOpen = $state(false);
  meterOpen = $state(false);
  /** What a teacher's link asks for. */
  readonly lesson = new LessonState();
  /** Narrow or low screens show chart and plan as tabs. */
  compact = $state(false);
  readonly network = new NetworkLook();
  #systemDark = $state(false);
  readonly dark = $derived(this.theme === 'system' ? this.#systemDark : this.theme === 'dark');

  constructor() {
    const stored = THEMES.find((theme) => theme === readTheme());
    if (stored) this.theme = stored;
    follow('(prefers-color-scheme: dark)', (dark) => (this.#systemDark = dark));
    follow('(max-width: 1023px), (max-height: 599px)', (compact) => this.#fit(compact));
  }

  nextTheme(): void {
    this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length];
    try {
      localStorage.setItem(THEME_KEY, this.theme);
    } catch {
      // A browser that stores nothing still changes its colours.
    }
  }

  /** Chart and plan are tabs of small screens alone: elsewhere they are there already. */
  show(tab: Tab): void {
    this.tab = !this.compact && (tab === 'chart' || tab === 'plan') ? 'study' : tab;
  }

  #fit(compact: boolean): void {
    this.compact = compact;
    this.show(compact && this.tab === 'study' ? 'chart' : this.tab);
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
