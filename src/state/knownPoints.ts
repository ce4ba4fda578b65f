import { planKey } from '../pruning/planKey';
import type { Plan } from '../pruning/plan';
import { besideDense } from '../study/denseComparison';
import { energyKey, type MeasuredPoint } from '../study/measuredPoint';
import type { OperatingPoint, Study } from '../study/point';
import type { FiguresState } from './figuresState.svelte';
import type { LabCondition } from './labCondition.svelte';
import { aboutRecord } from '../storage/studyRecord';
import type { OpenedStudy } from './openedStudy.svelte';
import type { PointLibrary } from './pointLibrary.svelte';

interface Joined {
  readonly dense: MeasuredPoint;
  readonly others: readonly MeasuredPoint[];
  readonly all: readonly MeasuredPoint[];
}

/** The library's points and the dense network that the page has measured beside them. */
export class KnownPoints {
  readonly #library: PointLibrary;
  readonly #figures: Pick<FiguresState, 'dense'>;
  readonly #lab: Pick<LabCondition, 'lab'>;
  readonly #opened: Pick<OpenedStudy, 'record'>;
  /** One list as long as nothing changes: what is found out about it is found out once. */
  #joined: Joined | null = null;

  constructor(
    library: PointLibrary,
    figures: Pick<FiguresState, 'dense'>,
    lab: Pick<LabCondition, 'lab'>,
    opened: Pick<OpenedStudy, 'record'>,
  ) {
    this.#library = library;
    this.#figures = figures;
    this.#lab = lab;
    this.#opened = opened;
  }

  get all(): readonly MeasuredPoint[] {
    const { dense } = this.#figures;
    const others = this.#library.all;
    if (!dense) return others;
    if (this.#joined?.dense !== dense || this.#joined.others !== others)
      this.#joined = { dense, others, all: [dense, ...others] };
    return this.#joined.all;
  }

  /** As it stands on the page and in files: its accuracy beside the dense network's on the same pictures. */
  shown(item: MeasuredPoint): OperatingPoint {
    const { lab } = this.#lab;
    return lab ? besideDense(item, this.all, lab.testLabels) : item.point;
  }

  /** As they are written to files. */
  studyOf(points: readonly MeasuredPoint[]): Study {
    return { points: points.map((item) => this.shown(item)) };
  }

  /** The study that is open, as it is written to files. */
  openStudy(): Study {
    const study = this.studyOf(this.#library.all);
    const { record } = this.#opened;
    const subject = this.#lab.lab?.subject ?? null;
    return record ? { ...study, about: aboutRecord(record, study.points, subject) } : study;
  }

  /** Those whose network is a point. */
  measuredOf(plans: readonly Plan[]): Plan[] {
    const known = new Set(this.all.map(({ point }) => energyKey(point.plan)));
    return plans.filter((plan) => known.has(energyKey(plan)));
  }

  /** Of the file of the plan's network, every zero stored; 0 where it is no point. */
  denseBytesOf(plan: Plan): number {
    const key = planKey(plan);
    return this.all.find(({ point }) => planKey(point.plan) === key)?.point.bytes.dense ?? 0;
  }
}
