/** The same page in other tabs: what they store is heard of as it comes. */
import type { MeasuredPoint } from '../study/measuredPoint';

/** What a tab has stored. */
export interface TabNews {
  readonly study: string;
  readonly put: readonly MeasuredPoint[];
  /** Ids of points. */
  readonly removed: readonly string[];
}

export interface OtherTabs {
  tell(news: TabNews): void;
  /** @returns ends it */
  listen(hear: (news: TabNews) => void): () => void;
}

const CHANNEL = 'pruning-lab';

export function browserTabs(): OtherTabs {
  const channel = new BroadcastChannel(CHANNEL);
  return {
    tell: (news) => channel.postMessage(news),
    listen(hear) {
      const listener = ({ data }: MessageEvent<TabNews>) => hear(data);
      channel.addEventListener('message', listener);
      return () => channel.removeEventListener('message', listener);
    },
  };
}
