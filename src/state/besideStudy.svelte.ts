import { environmentId } from '../study/environment';
import type { MeasuredPoint } from '../study/measuredPoint';

type Points = readonly MeasuredPoint[];

/** Longer names leave no room for a chart. */
const LONGEST_NAME = 28;

/** A second study, laid over the page's own points: it is looked at, and never becomes one of them. */
export class BesideStudy {
  /** Null while none is laid over. */
  name = $state<string | null>(null);
  /** It is made of the page's own points: another device, or another day. */
  itsOwn = $state(false);
  /** Ids of the environments whose points are looked at; null for all. */
  ownPlace = $state<string | null>(null);
  itsPlace = $state<string | null>(null);
  #points = $state.raw<() => Points>(() => []);

  /** All of it, in whatever environment. */
  readonly all: Points = $derived.by(() => this.#points());
  readonly its: Points = $derived.by(() => measuredIn(this.all, this.itsPlace));

  /** Of the page's own points, those that are looked at. */
  ownOf(points: Points): Points {
    return measuredIn(points, this.ownPlace);
  }

  /** @param points of the page's own model and data; asked for again when what they are made of changes; @param itsOwn whether they are the page's own */
  lay(name: string, points: () => Points, itsOwn = false): void {
    this.takeAway();
    this.itsOwn = itsOwn;
    this.name = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
    this.#points = points;
  }

  takeAway(): void {
    [this.name, this.ownPlace, this.itsPlace, this.itsOwn] = [null, null, null, false];
    this.#points = () => [];
  }
}

function measuredIn(points: Points, place: string | null): Points {
  if (place === null) return points;
  return points.filter(({ point }) => environmentId(point.origin.environment) === place);
}
