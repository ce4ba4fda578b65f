/** Environments, models and dates that somebody else wrote. */
import * as v from 'valibot';
import { amount, byName, count, openObject, oneOf, text, truth, what } from '../base/schema';

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const DATE = what('is-date');
/** A browser also reads `1` and `June 5` as dates. */
export const date = v.pipe(
  v.string(DATE),
  v.check((value) => ISO_8601.test(value) && !Number.isNaN(Date.parse(value)), DATE),
);

/** What later versions say more stays, for it is part of an id. */
export const bundle = openObject({
  id: v.nullable(text),
  name: v.nullable(text),
  checksums: byName(text),
});

const environmentFields = {
  installation: v.optional(text),
  device: openObject({
    architecture: v.nullable(text),
    bitness: v.nullable(count),
    platform: v.nullable(text),
    platformVersion: v.nullable(text),
    model: v.nullable(text),
    cores: v.nullable(count),
    memoryGb: v.nullable(amount),
  }),
  browser: openObject({ userAgent: v.nullable(text), version: v.nullable(text) }),
  engine: v.nullable(
    openObject({
      tfjsVersion: text,
      backend: text,
      simd: truth,
      threads: count,
      kernels: v.nullable(oneOf(['simd', 'relaxed', 'none'])),
    }),
  ),
  workers: v.nullable(count),
  crossOriginIsolated: v.nullable(truth),
  model: bundle,
  dataset: bundle,
};

/** Deeper than any environment; ids go through all of it. */
const MOST_DEEP = 8;

export const environment = v.pipe(
  openObject(environmentFields),
  v.check((value) => isWithin(value, MOST_DEEP), what('is-shallow', { most: MOST_DEEP })),
);

function isWithin(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isWithin(inner, levels - 1));
}
