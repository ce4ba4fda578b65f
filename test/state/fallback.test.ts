/** What the page does where the lab's kernels cannot run. */
import { expect, it } from 'vitest';
import { words } from '../../src/words/words';
import { LOADED } from './fakeLab';
import { settled, testWorkbench } from './testWorkbench';

const message = "The lab's kernels cannot be used here (TF.js keeps its memory to itself)";

it('answers on TF.js dense, whatever is chosen, and shows a badge that tells why', async () => {
  const { workbench, lab } = testWorkbench();
  const runtime = { ...LOADED.runtime, kernels: { available: false, message } as const };
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
    detail: message,
  });
});
