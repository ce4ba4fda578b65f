import { expect, it } from 'vitest';
import { requestOf, WORKS } from '../../../cli/piGuest/works';
import { MODELS } from '../../../src/subject/models';
import { bundledNetwork } from '../../../cli/bundledNetwork';
import { studyPlans } from '../../../src/study/studyPlans';
import { MODEL } from '../../../cli/piGuest/driveLab';

it.each(WORKS)('asks the lab for one network: $name', (work) => {
  expect(MODELS.map(({ id }) => id)).toContain(MODEL);
  const order = studyPlans(requestOf(work), bundledNetwork(MODEL));
  expect(order).toMatchObject({ ok: true, value: { skipped: [] } });
  if (!order.ok) return;
  const { plans } = order.value;
  expect(plans).toHaveLength(1);
  expect(plans[0]).toMatchObject({ method: work.method, level: work.level });
});
