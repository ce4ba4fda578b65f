/** What holds for every format that the lab writes: it answers as the lab does, and opens again as what it was. */
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Storage } from '../../src/formats/checkpoint/manifest';
import type { ExportedModel } from '../../src/formats/exportedModel';
import { foldBatchNorm } from '../../src/model/foldBatchNorm';
import type { Layer, LayerWeights } from '../../src/model/network';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { modelFolder } from '../../src/recognition/modelFolder';
import { openModel, type OpenedModel } from '../../src/recognition/openModel';
import { twoScores } from '../../src/recognition/twoScores';
import { bundled, unwrap } from '../lab/bundled';
import { anyDescription, teachableMachine } from '../model/family';
import { exported, imageFor, kindOf, random, RELATIVES, sameWeights, type Model } from './exported';

export interface Writer {
  readonly ending: string;
  readonly write: (model: ExportedModel, storage: Storage) => Uint8Array<ArrayBuffer>;
  /** Whether normalisation stays a layer's own, or is multiplied into its kernel. */
  readonly norms: 'kept' | 'folded';
  /** In the format's own runtime, how far its answer lies from the lab's; left out where there is none. */
  readonly difference?: (
    bytes: Uint8Array<ArrayBuffer>,
    model: Model,
    image: Float32Array,
  ) => Promise<number>;
}

export function reopened({ write, ending }: Writer, model: ExportedModel): OpenedModel {
  return unwrap(openModel([{ name: `mine${ending}`, bytes: write(model, 'float32') }]));
}

/** The tests of each. */
export function isTrue(writer: Writer): void {
  if (writer.difference) answersAsTheLab(writer, writer.difference);
  comesBack(writer);
}

function answersAsTheLab({ write }: Writer, difference: NonNullable<Writer['difference']>): void {
  let files: Awaited<ReturnType<typeof bundled>>;
  beforeAll(async () => void (files = await bundled()), 60_000);
  const off = (model: Model, storage: Storage) =>
    difference(write(exported(model), storage), model, imageFor(model.network));

  it.each(RELATIVES)('answers in its own runtime as the lab does: %s', async (_, model) => {
    expect(await off(model(), 'float32')).toBeLessThan(1e-4);
    expect(await off(model(), 'float16')).toBeLessThan(2e-2);
  });

  it.each(['l1-norm', 'magnitude-global'] as const)(
    'answers so of the bundled network, cut by %s',
    async (method) => {
      const cut = unwrap(await files.cutter.cut({ ...defaultPlan(method), level: 0.5 }));
      expect(await off(cut, 'float32')).toBeLessThan(1e-4);
    },
  );

  it('answers so of any network of the family', () =>
    fc.assert(
      fc.asyncProperty(anyDescription, anySeed, async (description, seed) => {
        expect(await off(random(description, seed), 'float32')).toBeLessThan(1e-4);
      }),
      { numRuns: 25, seed: 4 },
    ));
}

function comesBack(writer: Writer): void {
  it.each(RELATIVES)('comes back as it went: %s', async (_, model) => {
    const went = { ...exported(twoScores(model())), ...UNUSUAL };
    const planes = went.network.input.planes;
    const [mean, deviation] = [went.mean, went.deviation].map((all) => all.slice(0, planes));
    const input = { ...went, mean, deviation };
    const opened = reopened(writer, input);
    expectSame(writer, opened, input);
    expect(opened.network.sets).toEqual(went.network.sets);
    expect(opened.input).toMatchObject({ mean, deviation, framing: 'resize-crop' });
    expect(opened.inputEvidence).toMatchObject({ range: 'file', framing: 'file' });
    // Sent around once more it is the same network of the lab to the letter.
    const again = reopened(writer, { ...input, ...opened, classNames: opened.classNames! });
    expect(await idOf(again)).toBe(await idOf(opened));
  });

  it('holds names of any signs', () => {
    const classNames = ['<b>cat</b>', 'Ärmel 👕'];
    const model = exported(random(teachableMachine()));
    expect(reopened(writer, { ...model, classNames }).classNames).toEqual(classNames);
  });

  it('brings back any network of the family', () =>
    fc.assert(
      fc.property(anyDescription, anySeed, (description, seed) => {
        const model = exported(random(description, seed));
        expectSame(writer, reopened(writer, model), model);
      }),
      { numRuns: 25, seed: 5 },
    ));
}

const anySeed = fc.integer({ min: 1, max: 999 });

/** What is no guess. */
const UNUSUAL = {
  mean: [0.1, 0.2, 0.4],
  deviation: [0.3, 0.7, 1.1],
  framing: 'resize-crop',
} as const;

function idOf({ name, network, weights, input, classNames, scales }: OpenedModel): Promise<string> {
  return modelFolder({ name, network, weights, input, classNames, scales }).then(({ id }) => id);
}

function expectSame({ norms }: Writer, opened: OpenedModel, went: ExportedModel): void {
  const { network, weights, classNames } = went;
  const kept = norms === 'kept';
  const own = (layer: Layer) => ({
    ...{ ...layer, inSet: null, outSet: null, kind: kindOf(layer) },
    epsilon: kept ? layer.epsilon : null,
  });
  expect(opened.network.layers.map(own)).toEqual(network.layers.map(own));
  const folded = (layer: Layer): LayerWeights =>
    layer.kind === 'pool'
      ? weights[layer.index]
      : { norm: null, ...foldBatchNorm(layer, weights[layer.index]) };
  const expected = kept ? weights : network.layers.map(folded);
  expect(sameWeights(opened.weights, expected)).toBe(true);
  expect(opened.classNames).toEqual(classNames);
}
