/** The lab in the browser's store, and what the person is told of it. */
import { browserStore, type StoredLab, type StoredPhase } from '../bridge/storedLab';
import { followsAnother, openedBuild } from '../storage/lastBuild';

/**
 * - `newer`: a newer build may start now
 * - `others`: not yet, for other windows show this one
 * - `isolation`: opened anew it comes from the store, isolated, as its server did not send it
 * - `updated`: this is a newer build than the one before; there is nothing to do
 */
export type OfflineNotice = 'newer' | 'others' | 'isolation' | 'updated';

/** Of the page. */
interface Opened {
  readonly isolated: boolean;
  readonly reload: () => void;
  /** Whether another build was open before; asked once. */
  readonly followsAnother: () => boolean;
}

export class Offline {
  /** Null before it is asked for. */
  phase = $state<StoredPhase | null>(null);
  #othersOpen = $state(false);
  #updated = $state(false);
  #dismissed = $state.raw<OfflineNotice | null>(null);
  readonly #store: StoredLab;
  readonly #opened: Opened;

  constructor(store: StoredLab, opened: Opened) {
    this.#store = store;
    this.#opened = opened;
  }

  readonly notice: OfflineNotice | null = $derived.by(() => {
    const due = this.#due();
    return due === this.#dismissed ? null : due;
  });

  /** Once, when the page has nothing else to do. */
  begin(): void {
    if (this.phase) return;
    this.phase = 'storing';
    const another = this.#opened.followsAnother();
    // Whoever took the newer one from its server has asked for it.
    this.#updated = another && this.#store.serves;
    void this.#store.store((phase) => (this.phase = phase));
  }

  /** Opens the page anew, with what is stored. */
  async open(): Promise<void> {
    this.#othersOpen = !(await this.#store.startNewer());
    if (!this.#othersOpen) this.#opened.reload();
  }

  dismiss(): void {
    this.#dismissed = this.notice;
  }

  #due(): OfflineNotice | null {
    if (this.phase === 'newer') return this.#othersOpen ? 'others' : 'newer';
    const gains = this.phase === 'stored' && !this.#opened.isolated && !this.#store.serves;
    if (gains) return 'isolation';
    return this.#updated ? 'updated' : null;
  }
}

/** The development server's page changes under the hand, and is not stored. */
const container = import.meta.env.PROD ? navigator.serviceWorker : undefined;

/** The page's own. */
export const offline = new Offline(browserStore(container), {
  isolated: globalThis.crossOriginIsolated,
  reload: () => location.reload(),
  followsAnother: () => followsAnother(openedBuild()),
});
