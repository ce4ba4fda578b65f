export type Theme = 'system' | 'light' | 'dark';
export type Tab =
  | 'chart'
  | 'plan'
  | 'layers'
  | 'classes'
  | 'compare'
  | 'study'
  | 'table'
  | 'energy'
  | 'meter'
  | 'allocate'
  | 'benchmark';

const THEMES: readonly Theme[] = ['system', 'light', 'dark'];
const THEME_KEY = 'pruning-lab-theme';

/** How the page looks, apart from what it shows. */
export class ViewState {
  theme = $state<Theme>('system');
  tab = $state<Tab>('study');
  helpOpen = $state(false);
  meterOpen = $state(false);
  /** Narrow or low screens show chart and plan as tabs. */
  compact = $state(false);
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

  #fit(compact: boolean): void {
    this.compact = compact;
    if (compact && this.tab === 'study') this.tab = 'chart';
    if (!compact && (this.tab === 'chart' || this.tab === 'plan')) this.tab = 'study';
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
