/** What a plan leaves of networks that describe themselves: the counterpart of forgedNetworks.test.ts without TF.js. */
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import type { Note } from '../../src/base/outcome';
import type { LayerDescription, NetworkDescription } from '../../src/model/description';
import type { Network, Weights } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import type { MethodId, Plan } from '../../src/pruning/plan';
import { parseRepair } from '../../src/pruning/repairText';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { Cutter } from '../../workers/lab/cutter';
import { fitsPlan } from '../../workers/lab/fitsPlan';
import { cifarMobilenetV2, mobilenetV1, teachableMachine } from '../model/family';
import { randomWeights } from '../pruning/networks';

const FAMILY: [string, NetworkDescription][] = [
  ['MobileNetV1', mobilenetV1(16, 4, 3)],
  ['MobileNetV2 with projections on its shortcuts', cifarMobilenetV2(8)],
  ['a head of several dense layers', teachableMachine()],
];
const METHODS: readonly MethodId[] = ['magnitude-layer', 'nm-2-4', 'l1-norm'];

/** One network of the family, as the page has loaded it. */
function loaded(description: NetworkDescription) {
  const network = networkOf(description);
  const weights = randomWeights(network, 5);
  const classNames = Array.from({ length: network.classes }, (_, i) => `class ${i}`);
  const cutter = new Cutter(network, weights, async () => ({ ok: true, value: {} }));
  const cutOf = async (plan: Plan) => orThrow(await cutter.cut(plan));
  /** Why a file is not what the plan leaves; null where it is. */
  async function refusedBy(
    plan: Plan,
    file: { network: Network; weights: Weights },
    names = classNames,
  ): Promise<Note | null> {
    const model = { name: '', network, weights, classNames };
    const claim = {
      ...{ file: { ...file, classNames: names }, model },
      plan,
      cut: await cutOf(plan),
    };
    const fits = fitsPlan(claim);
    if (fits.ok) return null;
    expect(fits.code).toBe('network-file');
    return fits.values.cause as Note;
  }
  return { network, weights, classNames, cutOf, refusedBy };
}

function planOf(method: MethodId, level: number | null = null): Plan {
  const repair = orThrow(parseRepair('recalibrate=64'));
  return { ...defaultPlan(method), level: level ?? 0.5, repair };
}

/** The same graph with one field of a layer changed. */
function withLayer(
  { layers, ...rest }: NetworkDescription,
  at: number,
  fields: Partial<LayerDescription>,
): Network {
  return networkOf({ ...rest, layers: layers.with(at, { ...layers[at], ...fields }) });
}

describe.each(FAMILY)('of %s', (_, description) => {
  const own = loaded(description);

  it.each(METHODS)('what %s leaves is taken, and no other network', async (method) => {
    const plan = planOf(method);
    expect(await own.refusedBy(plan, await own.cutOf(plan))).toBeNull();
    const whole = await own.refusedBy(plan, own);
    expect(whole).toMatchObject({ code: method === 'l1-norm' ? 'other-channels' : 'other-zeros' });
  });

  it.each([
    ['magnitude-layer', 'other-zeros'],
    ['l1-norm', 'other-channels'],
  ] as const)('what %s leaves at another level is refused', async (method, code) => {
    const other = await own.cutOf(planOf(method, 0.25));
    expect(await own.refusedBy(planOf(method), other)).toMatchObject({ code });
  });

  it('the same layers that work otherwise are other layers', async () => {
    const plan = planOf('magnitude-layer');
    const { weights } = await own.cutOf(plan);
    const { activation } = own.network.layers[0];
    const others = [
      withLayer(description, 0, { activation: activation === 'relu' ? 'relu6' : 'relu' }),
      withLayer(description, 0, { epsilon: 0.5 }),
      { ...own.network, classes: own.network.classes + 1 },
      { ...own.network, input: { ...own.network.input, planes: 4 - own.network.input.planes } },
    ];
    for (const network of others)
      expect(await own.refusedBy(plan, { network, weights })).toMatchObject({
        code: 'other-layers',
      });
  });

  it('other classes are refused', async () => {
    const plan = planOf('l1-norm');
    const names = own.classNames.with(0, 'another');
    expect(await own.refusedBy(plan, await own.cutOf(plan), names)).toMatchObject({
      code: 'other-classes',
      values: { own: names, model: own.classNames },
    });
  });

  it('weights that no step of the repair touches are those of the model', async () => {
    const plan = planOf('l1-norm');
    const cut = await own.cutOf(plan);
    const last = cut.network.layers.length - 1;
    const { kernel, ...rest } = cut.weights[last];
    const weights = cut.weights.with(last, { ...rest, kernel: kernel.map((value) => 2 * value) });
    const { name } = cut.network.layers[last];
    expect(await own.refusedBy(plan, { ...cut, weights })).toMatchObject({
      code: 'other-weights',
      values: { layer: name },
    });
    const refitted = { ...plan, repair: orThrow(parseRepair('refit=64')) };
    expect(await own.refusedBy(refitted, { ...cut, weights })).toBeNull();
  });

  it('a network of numbered width is none that describes itself', async () => {
    const plan = planOf('magnitude-layer');
    const { weights } = await own.cutOf(plan);
    const config = { width: 1, inputSize: 32, stemStride: 1, classes: 10 } as const;
    const file = { network: { ...own.network, config }, weights };
    expect(await own.refusedBy(plan, file)).toMatchObject({ code: 'other-config' });
  });
});
