/** What the trade-off chart draws: the fields of an operating point, some of which may still be missing. */
import type { BeforeAndAfter, Energy, Origin } from '../study/point';
import type { Proportion } from '../study/proportion';
import type { Plan } from '../pruning/plan';
import { planKey } from '../pruning/planKey';
import { environmentId } from '../study/environment';
import type { Latencies } from '../study/latency';
import type { PairedDifference } from '../study/pairedDifference';

/** Known before anything is measured, except for gzip, latency and energy. */
export interface PlannedPoint {
  readonly plan: Plan;
  readonly nonZeros: number;
  readonly macs: number;
  readonly bytes: {
    readonly dense: number;
    readonly encoded: number;
    /** Null until it was measured. */
    readonly gzip: number | null;
  };
  readonly latencyMs: Latencies;
  readonly energy: Energy | null;
}

/** Every `OperatingPoint` is one; a point that is being measured can be drawn as well. */
export interface ChartPoint extends PlannedPoint {
  /** Where it was measured; absent while it is being measured. */
  readonly origin?: Origin;
  /** Of the latency, where that is another. */
  readonly latencyOrigin?: Origin;
  readonly accuracy: BeforeAndAfter<Proportion>;
  readonly accuracyVsDense?: PairedDifference;
  /** Name of the study that it belongs to, where that is laid over the page's own. */
  readonly study?: string;
}

/** Equal for measurements of one network on equally many images in one environment and study. */
export function pointKey({ plan, accuracy, origin, study }: ChartPoint): string {
  const place = origin ? ` ${environmentId(origin.environment)}` : '';
  const over = study === undefined ? '' : ` study=${study}`;
  return `${planKey(plan)} images=${accuracy.afterCutting.total}${place}${over}`;
}
