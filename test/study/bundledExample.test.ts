/** The example study that lies beside a model is one that the page can read and draw. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { METHODS } from '../../src/pruning/methods';
import { MODELS } from '../../src/subject/models';
import { parseStudy } from '../../src/study/studyJson';
import { unwrap } from '../lab/bundled';

const withExample = MODELS.filter(({ hasExample }) => hasExample);

it.each(withExample.map(({ id }) => id))('%s has four curves from dense to 90 %%', (id) => {
  const file = new URL(`../../public/studies/${id}.json`, import.meta.url);
  const { points } = unwrap(parseStudy(readFileSync(file, 'utf8')));
  const levels = (method: string) =>
    points
      .filter(({ plan }) => plan.method === method && plan.level > 0)
      .map(({ plan }) => plan.level);
  const drawn = METHODS.filter((method) => levels(method.id).length > 0);
  expect(drawn).toHaveLength(4);
  for (const method of drawn) expect(Math.max(...levels(method.id))).toBe(0.9);
  expect(points.filter(({ plan }) => plan.level === 0)).toHaveLength(1);
  for (const { origin } of points) expect(origin.environment.model.id).toBe(id);
});
