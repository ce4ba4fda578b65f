/** study.json of schema 1: one environment for all points, without checksums and without the processor. */
import * as v from 'valibot';
import { count, list, object, text, truth } from '../base/schema';
import { date } from './environmentSchema';
import type { OperatingPoint, Origin, Study } from './point';
import { notesOf } from './earlierNotes';
import { bareFields } from './pointSchema';
import { UNKNOWN_DEVICE, UNKNOWN_ENVIRONMENT, type Environment } from './environment';

const environmentOne = object({
  /** Of the first point. */
  measuredAt: date,
  model: text,
  dataset: text,
  images: count,
  userAgent: text,
  cores: count,
  workers: count,
  crossOriginIsolated: truth,
  tfjsVersion: text,
  backend: text,
  simd: truth,
  threads: count,
});

/** Read as a study of today. */
export const studyOne = v.pipe(
  object({ environment: environmentOne, points: list(object(bareFields)) }),
  v.transform(({ environment, points }): Study => {
    const origin = originOf(environment);
    return { points: points.map((point) => upgraded({ ...point, origin })) };
  }),
);

function upgraded(point: OperatingPoint): OperatingPoint {
  const told = [...(point.notes ?? []), ...notesOf(point.plan)];
  return told.length > 0 ? { ...point, notes: told } : point;
}

/** What all points of such a file have in common; what it does not say stays unknown. */
function originOf(one: v.InferOutput<typeof environmentOne>): Origin {
  const { tfjsVersion, backend, simd, threads, workers, crossOriginIsolated } = one;
  const environment: Environment = {
    ...UNKNOWN_ENVIRONMENT,
    device: { ...UNKNOWN_DEVICE, cores: one.cores },
    browser: { ...UNKNOWN_ENVIRONMENT.browser, userAgent: one.userAgent },
    engine: { tfjsVersion, backend, simd, threads, kernels: null },
    workers,
    crossOriginIsolated,
    model: { ...UNKNOWN_ENVIRONMENT.model, name: one.model },
    dataset: { ...UNKNOWN_ENVIRONMENT.dataset, name: one.dataset },
  };
  return { environment, measuredAt: one.measuredAt };
}
