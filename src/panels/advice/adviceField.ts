/** The points that advice is taken from: those of this study, or the example's while nothing else was measured. */
import { fieldOf, type Field } from '../../advice/advice';
import { isTimedIn, placeOf, usualPlace, type AskedPlace } from '../../advice/place';
import type { PageState } from '../../state/pageState';
import { withEstimate } from '../../study/energy';
import { environmentId } from '../../study/environment';
import type { MeasuredPoint } from '../../study/measuredPoint';
import type { OperatingPoint } from '../../study/point';

export interface AdviceField extends Field {
  readonly fromExample: boolean;
  /** With their answers; nothing of the example. */
  readonly measured: ReadonlyMap<OperatingPoint, MeasuredPoint>;
}

export function adviceField(page: Pick<PageState, 'known' | 'lab' | 'example'>): AdviceField {
  const { known, lab, example } = page;
  const own = new Map(
    known.all.map((item) => [withEstimate(known.shown(item), lab.runtime), item]),
  );
  const points = [...own.keys()];
  const field = fieldOf({ points }, placeHere(points, lab));
  if (field.candidates.length > 1 || example.points.length === 0)
    return { ...field, fromExample: false, measured: own };
  const shown = { points: example.points.map((point) => withEstimate(point, lab.runtime)) };
  return { ...fieldOf(shown), fromExample: true, measured: new Map() };
}

/** This machine, as it is set now; where nothing was timed on it, that on which most was. */
function placeHere(points: readonly OperatingPoint[], lab: PageState['lab']): AskedPlace {
  const { environment, runtime, threads } = lab;
  const here = { environment: environment && environmentId(environment), runtime, threads };
  const place = placeOf(points, here);
  return points.some((point) => isTimedIn(place, point)) ? here : usualPlace(points);
}
