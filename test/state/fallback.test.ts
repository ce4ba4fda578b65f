/** What the page does where the lab's kernels cannot run. */
import { expect, it } from 'vitest';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { words } from '../../src/words/words';
import { LOADED } from './fakeLab';
import { settled, testWorkbench } from './testWorkbench';

const why = refusal('no-heap', { why: 'own-memory' });

it('answers on TF.js dense, whatever is chosen, and shows a badge that tells why', async () => {
  const { workbench, lab } = testWorkbench();
  const runtime = { ...LOADED.runtime, kernels: { available: false, why } as const };
  lab.load = async () => ({ ok: true, value: { ...LOADED, runtime, runtimes: ['tfjs'] } });
  await workbench.start();
  await settled();
  workbench.lab.chooseRuntime('kernels');
  workbench.figures.slide(0.3);
  workbench.figures.release();
  await settled();
  expect(workbench.lab.runtime).toBe('tfjs');
  expect(new Set(lab.runtimes)).toEqual(new Set(['tfjs']));
  expect(workbench.lab.badges).toContainEqual({
    label: words.shell.badges.noKernels,
    good: false,
    detail: sentence(why),
  });
});
