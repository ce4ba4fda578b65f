import { describe, expect, it } from 'vitest';
import { refusal } from '../../src/words/refusal';
import { imagesFileStart, labelsFile } from '../../src/formats/idx/idx';
import { PicturesState, type Expected } from '../../src/state/picturesState.svelte';
import type { WrittenDataset } from '../../src/protocol/pictures';
import { FakePictures } from './fakePictures';
import { given } from '../pictures/samplePictures';

const SIDES = { height: 4, width: 4, planes: 1 } as const;
const EXPECTED: Expected = {
  preprocessing: {
    ...{ source: SIDES, target: { size: 4, planes: 1 } },
    ...{ padding: 0, mean: [0.5], deviation: [0.5] },
  },
  framing: 'centre-square',
  classNames: ['zero', 'one', 'two'],
  classes: 3,
};

/** Forty pictures of classes 0 to 3, the last of which the network lacks. */
function files(seed = 0) {
  const pixels = Uint8Array.from({ length: 640 }, (_, i) => (i * 37 + (i >> 4) + seed) & 255);
  return [
    given('mine-images', new Uint8Array([...imagesFileStart(40, SIDES), ...pixels])),
    given('mine-labels', labelsFile(Uint16Array.from({ length: 40 }, (_, i) => i % 4))),
  ];
}

function opened(expected: Expected | null = EXPECTED) {
  const worker = new FakePictures();
  const used: WrittenDataset[] = [];
  let obstacle = false;
  const state = new PicturesState({
    worker,
    expected: () => expected,
    use: (dataset) => {
      if (obstacle) return Promise.resolve(refusal('training-runs'));
      used.push(dataset);
      return Promise.resolve({ ok: true, value: null });
    },
  });
  state.ask();
  return { state, worker, used, refuse: (now: boolean) => (obstacle = now) };
}

describe('pictures of one’s own', () => {
  it('are found, decoded, and shown before they are used', async () => {
    const { state, used, worker } = opened();
    await state.add(files());
    expect(state.phase).toBe('ready');
    expect(state.classes.map(({ name, label, by }) => [name, label, by])).toEqual([
      ['0', null, null],
      ['1', null, null],
      ['2', null, null],
      ['3', null, null],
    ]);
    expect(state.split.test).toEqual([]);
    for (const [name, label] of [
      ['0', 0],
      ['1', 1],
      ['2', 2],
    ] as const)
      state.correct(name, label);
    expect(state.classes.map(({ train, test }) => [train, test])).toEqual([
      [5, 5],
      [5, 5],
      [5, 5],
      [10, 0],
    ]);
    await state.use();
    expect(state.phase).toBe('closed');
    expect([used.length, worker.ended]).toEqual([1, 1]);
    const [order] = worker.written;
    expect(order.name).toBe('mine-images');
    expect(order.test.map((i) => i % 4).sort()).toEqual([...'000001111122222'].map(Number));
    expect(order.test.every((i) => order.labels[i] === i % 4)).toBe(true);
  });

  it('are split anew by another seed, without being decoded again', async () => {
    const { state, worker } = opened();
    await state.add(files());
    state.correct('0', 0);
    const { split, decoded } = state;
    state.seed = 2;
    expect(state.split).not.toEqual(split);
    expect(state.decoded).toBe(decoded);
    expect(worker.written).toEqual([]);
  });

  it('are decoded again where they are framed otherwise or others join them', async () => {
    const { state } = opened();
    await state.add(files());
    const { decoded } = state;
    await state.frame('stretch');
    expect(state.decoded).not.toBe(decoded);
    await state.add([given('more-images', await files(1)[0].blob.bytes())]);
    expect(state.list?.pictures.length).toBe(80);
    expect(state.unlabelled).toBe(40);
  });

  it('stay where they may not be used now', async () => {
    const { state, refuse } = opened();
    await state.add(files());
    state.correct('0', 0);
    refuse(true);
    await state.use();
    expect([state.phase, state.trouble?.code]).toEqual(['ready', 'training-runs']);
    refuse(false);
    await state.use();
    expect(state.phase).toBe('closed');
  });

  it('calibrate alone where no class of theirs is known', async () => {
    const { state, used, worker } = opened();
    await state.add([files()[0]]);
    expect([state.phase, state.unlabelled, state.split.test]).toEqual(['ready', 40, []]);
    await state.use();
    expect([state.phase, used.length]).toEqual(['closed', 1]);
    expect(worker.written[0].train).toHaveLength(40);
  });

  it('are fetched from an address, or it says why not', async () => {
    const { state, worker } = opened();
    const refused = state.fetch('https://host/a.zip');
    expect(state.phase).toBe('fetching');
    worker.answer(refusal('not-found', { url: 'https://host/a.zip', status: 404 }));
    await refused;
    expect([state.phase, state.trouble?.code]).toEqual(['asking', 'not-found']);
    const fetched = state.fetch('https://host/b');
    worker.answer({ ok: true, value: files()[0] });
    await fetched;
    expect([state.phase, state.trouble, state.unlabelled]).toEqual(['ready', null, 40]);
    state.ask();
    const late = state.fetch('https://host/c');
    state.close();
    worker.answer({ ok: true, value: files()[0] });
    await late;
    expect(state.phase).toBe('closed');
  });

  it('are asked for anew where there are none', async () => {
    const { state } = opened();
    await state.add([given('text.txt', 'text')]);
    expect([state.phase, state.list?.pictures.length]).toEqual(['asking', 0]);
  });

  it('wait for a network', async () => {
    const { state } = opened(null);
    await state.add(files());
    expect([state.phase, state.sides]).toEqual(['asking', null]);
  });
});
