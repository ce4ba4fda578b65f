/** A network on its way out of the page: written as chosen, the newest choice wins, trouble is told. */
import { describe, expect, it } from 'vitest';
import type { Precision } from '../../src/pruning/precisions';
import { planName } from '../../src/pruning/planName';
import { refusal } from '../../src/words/refusal';
import { settled, testWorkbench } from './testWorkbench';

async function measured(precision?: Precision) {
  const page = testWorkbench();
  await page.workbench.start();
  page.workbench.plans.change({ level: 0.5, repair: [], ...(precision && { precision }) });
  page.workbench.figures.settle();
  await settled();
  const { figures, exported } = page.workbench;
  page.lab.calls.length = 0;
  return { ...page, item: figures.measured!, exported };
}

describe('a network on its way out', () => {
  it('is written as chosen, with what a picture becomes, from one file of the lab', async () => {
    const { exported, item, exporter, lab } = await measured();
    exported.open(item);
    exported.choose('tflite', 'float16');
    expect(exported.file).toBeNull();
    await settled();
    expect(await exported.file!.content.text()).toBe('tflite float16');
    expect(exported.file!.name).toBe('magnitude-global-50-none.float16.tflite');
    expect(exporter.requests.at(-1)).toMatchObject({
      ...{ name: `MobileNetV2 1.0, Fashion-MNIST: ${planName(item.point.plan)}` },
      mean: [0.286, 0.286, 0.286],
    });
    expect(lab.calls.filter((call) => call.startsWith('file'))).toHaveLength(1);
  });

  it('keeps its whole numbers, in the formats that have them', async () => {
    const { exported, item } = await measured('int8');
    exported.choose('tflite', 'float16');
    exported.open(item);
    await settled();
    expect(exported.file).toMatchObject({ name: 'magnitude-global-50-int8-none.tflite' });
    expect(await exported.file!.content.text()).toBe('tflite int8');
    exported.choose('safetensors', 'float32');
    await settled();
    expect(exported.trouble).toMatchObject({ code: 'format-without-int8' });
  });

  it('is the lab’s own file where that is chosen', async () => {
    const { exported, item, exporter } = await measured();
    exported.choose('lab', 'float16');
    exported.open(item);
    await settled();
    expect(exported.file).toMatchObject({ name: 'magnitude-global-50-none.network.json' });
    expect(exported.file).toMatchObject({ storage: 'float32' });
    expect(exporter.requests).toEqual([]);
  });

  it('is what was chosen last, though an earlier one comes later', async () => {
    const { exported, item, exporter } = await measured();
    exporter.held = true;
    exported.open(item);
    exported.choose('tflite', 'float32');
    exported.choose('tflite', 'float16');
    await settled();
    const last = exporter.requests.length - 1;
    exporter.answer(last);
    await settled();
    for (let at = 0; at < last; at++) exporter.answer(at);
    await settled();
    expect(exported.file).toMatchObject({ storage: 'float16' });
    exported.close();
    expect([exported.item, exported.file]).toEqual([null, null]);
  });

  it('ends what nobody waits for any more, and says what is waited for', async () => {
    const { exported, item, exporter } = await measured();
    exporter.held = true;
    exported.open(item);
    expect(exported.stage).toBe('network');
    await settled();
    expect(exported.stage).toBe('file');
    exported.choose('tflite', 'float32');
    await settled();
    expect(exporter.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    exported.close();
    expect(exporter.signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    exporter.answer(1);
    await settled();
    expect([exported.file, exported.trouble]).toEqual([null, null]);
  });

  it('tells why it cannot be written, and tries again', async () => {
    const { exported, item, exporter } = await measured();
    exporter.refused = refusal('export-worker-lost');
    exported.choose('tflite', 'float32');
    exported.open(item);
    await settled();
    expect([exported.file, exported.trouble]).toMatchObject([null, { code: 'export-worker-lost' }]);
    exporter.refused = null;
    exported.again();
    expect(exported.trouble).toBeNull();
    await settled();
    expect(exported.file).not.toBeNull();
  });
});
