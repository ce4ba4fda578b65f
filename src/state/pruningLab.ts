/**
 * The page for programs: `window.pruningLab`. It does what a person at the page can do, through the same
 * state, and nothing else; `npm run study` is built on it.
 */
import type { Outcome } from '../pruning/plan';
import { refusal } from '../pruning/validatePlan';
import type { Study } from '../study/record';
import type { StudyRequest } from '../study/studyPlans';
import type { StudyPhase } from './studyState.svelte';
import type { Workbench } from './workbench';
import { pointId } from './measuredPoint';

export interface StudyProgress {
  readonly phase: StudyPhase;
  readonly done: number;
  readonly total: number;
  /** Null before the first plan is measured. */
  readonly secondsLeft: number | null;
  /** One sentence for each plan that could not be measured. */
  readonly failures: readonly string[];
}

export interface PruningLab {
  /** Resolves when model and images are loaded, or with the reason why they are not. */
  ready(): Promise<Outcome<null>>;
  /**
   * *Run study*. Resolves with the points of these plans alone when the last is measured.
   * @param images test images of every accuracy: the first of the file
   */
  runStudy(request: StudyRequest, images: number): Promise<Outcome<Study>>;
  progress(): StudyProgress;
  /**
   * A study's trade-off chart against sparse-encoded size: an SVG file's text.
   * @param study where it is left out, the last one that ran here; '' before there is one
   */
  chartSvg(study?: Study): string;
}

export function pruningLab(workbench: Workbench, draw: (study: Study) => string): PruningLab {
  const { lab, study } = workbench;
  let last: Study | null = null;
  return {
    async ready() {
      if (await lab.load()) return { ok: true, value: null };
      return lab.failure ?? refusal('loading', 'the lab did not load: reload the page');
    },
    async runStudy(request, images) {
      const order = await workbench.runStudy(request, images);
      if (!order.ok) return order;
      const ids = new Set(order.value.plans.map((plan) => pointId(plan, images)));
      last = workbench.studyOf(study.points.filter(({ id }) => ids.has(id)));
      return last ? { ok: true, value: last } : nothingMeasured(study.run?.failures[0]?.message);
    },
    progress: () => ({
      phase: study.phase,
      done: study.run?.done ?? 0,
      total: study.run?.plans.length ?? 0,
      secondsLeft: study.secondsLeft,
      failures: (study.run?.failures ?? []).map(({ message }) => message),
    }),
    chartSvg(asked) {
      const drawn = asked ?? last;
      return drawn ? draw(drawn) : '';
    },
  };
}

function nothingMeasured(why = 'the lab is not loaded') {
  return refusal('study', `nothing was measured: ${why}`);
}
