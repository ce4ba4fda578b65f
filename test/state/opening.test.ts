import { beforeEach, describe, expect, it } from 'vitest';
import type { FoundModel } from '../../src/protocol/opening';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { DEFAULT_MODEL } from '../../src/subject/models';
import { refusal } from '../../src/words/refusal';
import { FakeOpener } from './fakeOpener';
import { settled, testWorkbench } from './testWorkbench';

const network = mobilenetV2({ width: 0.35, inputSize: 32, stemStride: 1, classes: 10 });

const FOUND = {
  name: 'mine',
  format: 'tflite',
  network,
  input: {
    size: 32,
    planes: 3,
    mean: [0.5, 0.5, 0.5],
    deviation: [0.5, 0.5, 0.5],
    framing: 'stretch',
  },
  inputEvidence: { size: 'file', range: 'guess', framing: 'guess' },
  inputRange: 'signed',
  classNames: null,
  classNamesFrom: null,
  facts: { classes: 10, input: network.input },
} as unknown as FoundModel;

const FILES = [{ path: 'mine.tflite', blob: new Blob(['12345']) }];

describe('opening a network of one’s own', () => {
  let opener: FakeOpener;
  let page: ReturnType<typeof testWorkbench>['workbench'];
  beforeEach(() => {
    opener = new FakeOpener();
    page = testWorkbench({ opener }).workbench;
  });

  it('shows what was found, and loads it when it is wanted', async () => {
    void page.opening.open(FILES);
    expect(page.opening).toMatchObject({ phase: 'reading', progress: { read: 0, bytes: 5 } });
    opener.answer({ ok: true, value: FOUND });
    await settled();
    expect(page.opening).toMatchObject({ phase: 'found', name: 'mine', range: 'signed' });
    expect(page.model).toBe(DEFAULT_MODEL);
    page.opening.name = 'renamed';
    page.opening.range = 'unit';
    page.opening.dataset = null;
    await page.opening.use();
    expect(opener.choice).toMatchObject({ name: 'renamed', input: { mean: [0, 0, 0], size: 32 } });
    expect(page.opening.phase).toBe('closed');
    expect(page.model).toMatchObject({ id: opener.id, label: 'renamed', dataset: null });
  });

  it('offers pictures beside the page only where the network reads such', async () => {
    void page.opening.open(FILES);
    opener.answer({ ok: true, value: FOUND });
    await settled();
    expect(page.opening.datasets.map(({ id }) => id)).toEqual(['fashion-mnist']);
    const other = mobilenetV2({ width: 0.35, inputSize: 224, stemStride: 2, classes: 10 });
    void page.opening.open(FILES);
    opener.answer({ ok: true, value: { ...FOUND, network: other } });
    await settled();
    expect(page.opening.datasets).toEqual([]);
    expect(page.opening.dataset).toBeNull();
  });

  it('a refusal leaves the network that was open', async () => {
    void page.opening.open(FILES);
    opener.answer(refusal('no-model-file', { files: ['mine.tflite'] }));
    await settled();
    expect(page.opening).toMatchObject({ phase: 'refused', trouble: { code: 'no-model-file' } });
    expect(page.model).toBe(DEFAULT_MODEL);
  });

  it('what comes after it was closed, or after other files, is not shown', async () => {
    void page.opening.open(FILES);
    page.opening.close();
    opener.answer({ ok: true, value: FOUND });
    await settled();
    expect(page.opening.phase).toBe('closed');
    void page.opening.open([...FILES]);
    void page.opening.open([...FILES]);
    opener.answer({ ok: true, value: { ...FOUND, name: 'first' } });
    await settled();
    expect(page.opening.phase).toBe('reading');
    opener.answer({ ok: true, value: { ...FOUND, name: 'second' } });
    await settled();
    expect(page.opening.name).toBe('second');
  });
});
