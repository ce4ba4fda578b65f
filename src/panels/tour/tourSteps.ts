/** What the tour shows, in order: an element marked `data-tour`, and the tab that it is on. */
import type { PlanState } from '../../state/planState.svelte';
import type { ViewState } from '../../state/viewState.svelte';
import type { words } from '../../words/words';

export interface TourStep {
  readonly id: keyof typeof words.guide.steps;
  /** The first of these that is in sight. */
  readonly target: string;
  /** Of the first view; on small screens only one of them is there at a time. */
  readonly tab: (compact: boolean) => ViewState['tab'];
  /** What a person may do first: it is done when this changes. Every step can be skipped. */
  readonly waitsFor?: (plans: PlanState) => unknown;
}

const chart = () => 'chart' as const;

export const TOUR_STEPS: readonly TourStep[] = [
  { id: 'question', target: 'question', tab: chart },
  { id: 'slider', target: 'slider', tab: chart, waitsFor: ({ plan }) => plan.level },
  { id: 'network', target: 'network', tab: chart },
  { id: 'outcome', target: 'outcome', tab: chart },
  { id: 'pictures', target: 'pictures', tab: chart },
  {
    id: 'methods',
    target: 'methods',
    tab: (compact) => (compact ? 'plan' : 'chart'),
    waitsFor: ({ plan }) => plan.method,
  },
  { id: 'chart', target: 'chart', tab: chart },
  { id: 'views', target: 'views', tab: chart },
];
