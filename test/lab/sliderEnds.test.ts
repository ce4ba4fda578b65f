/** What models' rows say of the ends of the slider is what the lab plans there. */
import { expect, it } from 'vitest';
import { highestLevel, plannedFigures } from '../../src/pruning/plannedFigures';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { MODELS } from '../../src/subject/models';
import { Desk } from '../../workers/lab/desk';
import { unwrap } from './bundled';
import { fetchFromDisk, readKernels, requestOf, WASM_FILE } from './labFiles';

const rows = MODELS.flatMap(({ id, sliderEnds }) => (sliderEnds ? [{ id, sliderEnds }] : []));

it.each(rows)('$id', async ({ id, sliderEnds }) => {
  const lab = new Desk(fetchFromDisk, WASM_FILE, readKernels);
  const { network } = unwrap(await lab.load(requestOf(id), () => {})).subject;
  const table = unwrap(await lab.planTable(defaultPlan()));
  const ends = [0, highestLevel(table)].map((level) => plannedFigures(network, table, { level }));
  expect(ends).toMatchObject(sliderEnds);
});
