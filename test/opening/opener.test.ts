/** From files to a folder of the lab, and from that folder to the same network. */
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import { parseManifest, readCheckpoint } from '../../src/formats/checkpoint/checkpoint';
import { openModel } from '../../src/recognition/openModel';
import type { Framing } from '../../src/subject/modelInput';
import { parseModelRecord } from '../../src/subject/records';
import { Opener } from '../../workers/opening/opener';
import { sample, SAMPLES_ARE_THERE } from '../recognition/samples';

const sampleFile = (path: string) => () => ({ path, blob: new Blob([sample(path)]) });
const ZIP = 'teachable-machine/tiny-image-model.zip';

describe.runIf(SAMPLES_ARE_THERE)('a network that somebody brought', () => {
  const files = () => [{ path: 'my class.zip', blob: new Blob([sample(ZIP)]) }];
  const opened = () => orThrow(openModel([{ name: 'my class.zip', bytes: sample(ZIP) }]));

  it('is told with all but its values', async () => {
    const read: number[] = [];
    const found = orThrow(await new Opener().open(files(), undefined, (bytes) => read.push(bytes)));
    expect(found).toMatchObject({ name: 'my class', format: 'tfjs-layers' });
    expect(found).not.toHaveProperty('weights');
    expect(found.network).toEqual(opened().network);
    expect(read).toEqual([sample(ZIP).length]);
  });

  it('lies in its folder as the lab writes it, value by value', async () => {
    const opener = new Opener();
    const { input, classNames } = orThrow(await opener.open(files(), undefined, () => {}));
    const folder = await opener.folder({ name: 'mine', input, classNames });
    const bytesOf = async (name: string) =>
      new Uint8Array(await folder.files.get(name)!.arrayBuffer());
    const record = orThrow(parseModelRecord('', await bytesOf('model.json')));
    expect(record).toMatchObject({ name: 'mine', input });
    const manifest = orThrow(parseManifest('', await bytesOf('manifest.json')));
    const weights = await bytesOf('weights.bin');
    const { network, weights: kept, classNames: names } = opened();
    const checkpoint = orThrow(readCheckpoint('mine', manifest, weights));
    expect(checkpoint.network).toEqual(network);
    expect(checkpoint.weights).toEqual(kept);
    expect(checkpoint.classNames).toEqual(names);
  });

  it('has the same id wherever it came from, and another when it is read otherwise', async () => {
    const idOf = async (deviation: number, framing: Framing = 'stretch') => {
      const opener = new Opener();
      const { input, classNames } = orThrow(await opener.open(files(), undefined, () => {}));
      const own = { ...input, framing, deviation: input.deviation.map(() => deviation) };
      return (await opener.folder({ name: `${deviation}`, input: own, classNames })).id;
    };
    expect(await idOf(0.5)).toMatch(/^imported-[0-9a-f]{16}$/);
    expect(await idOf(0.5)).toBe(await idOf(0.5));
    expect(await idOf(0.5)).not.toBe(await idOf(1));
    expect(await idOf(0.5)).not.toBe(await idOf(0.5, 'resize-crop'));
  });
});

describe.runIf(SAMPLES_ARE_THERE)('a network that came in eight bits', () => {
  const file = sampleFile('files/tflite/cfu-035-160-int8/model.tflite');

  async function recordRead(deviation?: number) {
    const opener = new Opener();
    const { input, classNames, scales } = orThrow(await opener.open([file()], undefined, () => {}));
    const own = deviation ? { ...input, deviation: input.deviation.map(() => deviation) } : input;
    const folder = await opener.folder({ name: 'mine', input: own, classNames });
    const bytes = new Uint8Array(await folder.files.get('model.json')!.arrayBuffer());
    return { id: folder.id, scales, record: orThrow(parseModelRecord('', bytes)) };
  }

  it('keeps what its integers stand for', async () => {
    const { scales, record } = await recordRead();
    expect(scales).not.toBeNull();
    expect(record.scales).toEqual(scales);
  });

  it('does not where its pictures are read otherwise', async () => {
    const { id, record } = await recordRead(2);
    expect(record.scales).toBeUndefined();
    expect(id).not.toBe((await recordRead()).id);
  });
});

it('refuses what no network is, and what is too large before it is read', async () => {
  const opener = new Opener();
  const text = [{ path: 'notes.txt', blob: new Blob(['hello']) }];
  expect(await opener.open(text, undefined, () => {})).toMatchObject({ code: 'no-model-file' });
  const unread = { size: 2 ** 31 } as Blob;
  expect(
    await opener.open([{ path: 'large.onnx', blob: unread }], undefined, () => {}),
  ).toMatchObject({ code: 'files-too-large' });
});
