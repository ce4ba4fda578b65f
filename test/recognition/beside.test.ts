/** Files that belong together, as people pick them. */
import { note } from '../../src/words/refusal';
import { describe, expect, it } from 'vitest';
import { openModel } from '../../src/recognition/openModel';
import { recogniseFiles } from '../../src/recognition/recogniseFiles';
import { saidBeside } from '../../src/recognition/beside';
import { writeTflite } from '../../src/formats/tflite/writeTflite';
import { unwrap } from '../lab/bundled';
import { exported } from './exported';
import { sample, SAMPLES_ARE_THERE } from './samples';

const GRAPH = 'files/tfjs-graph/nsfwjs-mobilenet-v2-140-uint8';

describe.skipIf(!SAMPLES_ARE_THERE)('shards', () => {
  const file = (name: string, as = name) => ({ name: as, bytes: sample(`${GRAPH}/${name}`) });

  it('may be given in any order', () => {
    const files = ['group1-shard2of2', 'group1-shard1of2', 'model.json'].map((name) => file(name));
    expect(unwrap(recogniseFiles(files)).network.classes).toBe(5);
  });

  it('may lie in another folder, but are not taken one for the other', () => {
    const [json, first] = [
      file('model.json', 'a/model.json'),
      file('group1-shard1of2', 'b/group1-shard1of2'),
    ];
    const second = file('group1-shard2of2', 'c/group1-shard2of2');
    expect(unwrap(recogniseFiles([json, first, second])).network.classes).toBe(5);
    const refused = recogniseFiles([json, first]);
    expect(refused).toMatchObject({
      values: { cause: note('file-beside-missing', { files: ['group1-shard2of2'] }) },
    });
  });

  it('that were cut off are refused', () => {
    const files = ['model.json', 'group1-shard1of2', 'group1-shard2of2'].map((name) => file(name));
    const short = { ...files[2], bytes: files[2].bytes.subarray(0, 1000) };
    expect(recogniseFiles([files[0], files[1], short])).toMatchObject({
      values: { cause: { code: 'file-weights-end' } },
    });
  });
});

describe('settings beside a network', () => {
  const said = (json: object) =>
    saidBeside([{ name: 'config.json', bytes: new TextEncoder().encode(JSON.stringify(json)) }]);

  it.each([
    [
      'Hugging Face’s',
      {
        ...{ do_rescale: true, rescale_factor: 1 / 255, do_normalize: true, do_center_crop: true },
        ...{ image_mean: [0.5, 0.5, 0.5], image_std: [0.5, 0.5, 0.5] },
        ...{ size: { shortest_edge: 256 }, crop_size: { height: 224, width: 224 } },
      },
      { size: 224, framing: 'resize-crop', range: { mean: [0.5, 0.5, 0.5] } },
    ],
    [
      'Hugging Face’s, from −1 on without a mean',
      { rescale_factor: 1 / 127.5, do_normalize: false, size: { height: 160, width: 160 } },
      { size: 160, framing: 'stretch', range: { mean: [0, 0, 0], deviation: [0.5, 0.5, 0.5] } },
    ],
    [
      'timm’s',
      { pretrained_cfg: { input_size: [3, 96, 96], mean: [0, 0, 0], std: [1, 1, 1], crop_pct: 1 } },
      { size: 96, framing: 'centre-square', range: { mean: [0, 0, 0], deviation: [1, 1, 1] } },
    ],
    [
      'Teachable Machine’s',
      { tmVersion: '2.4.5', imageSize: 96 },
      { size: 96, teachableMachine: true },
    ],
    ['somebody’s', { image_mean: ['a'], image_std: [0], size: -1, rescale_factor: 'x' }, {}],
  ])('are read: %s', (_, json, expected) => {
    expect(said(json)).toMatchObject(expected);
  });
});

describe.skipIf(!SAMPLES_ARE_THERE)('a TFLite file with metadata', () => {
  it('says what its pictures become', () => {
    const files = [
      { name: 'a.pth', bytes: sample('files/pytorch/made-torchvision-w035/state_dict.pth') },
    ];
    const { network, weights } = unwrap(openModel(files, 64));
    const [mean, deviation] = [
      [0.1, 0.2, 0.3],
      [0.5, 0.6, 0.7],
    ];
    const classNames = Array.from({ length: 10 }, (_, i) => `class ${i}`);
    const bytes = writeTflite(
      { ...exported({ network, weights }), classNames, mean, deviation },
      'float32',
    );
    const { input, inputEvidence, ...model } = unwrap(openModel([{ name: 'mine.tflite', bytes }]));
    expect(inputEvidence.range).toBe('file');
    expect(model.classNames).toEqual(classNames);
    for (const [plane, value] of mean.entries()) expect(input.mean[plane]).toBeCloseTo(value, 6);
    for (const [plane, value] of deviation.entries())
      expect(input.deviation[plane]).toBeCloseTo(value, 6);
  });
});
