import { DEFAULT_IMAGES } from '../../src/study/imageCounts';
import fc from 'fast-check';
import { orThrow } from '../../src/base/outcome';
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/pruning/plan';
import { takesShares } from '../../src/pruning/methodOptions';
import { defaultPlan } from '../../src/pruning/validatePlan';
import { linkOf, parseLink } from '../../src/state/planLink';
import { PlanState } from '../../src/state/planState.svelte';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { networkCosts } from '../../src/model/costs';
import { encodedBytes } from '../../src/pruning/sparseEncoding';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { METHODS, methodOf } from '../../src/pruning/methods';
import { parseRepair } from '../../src/pruning/repairText';
import { ratioUnits } from '../../src/pruning/ratios';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { CONFIG, NETWORK, fakeTable } from './fakeLab';

describe('a permalink', () => {
  it('brings back every method’s plan', () => {
    for (const { id, levels } of METHODS) {
      const plan = { ...defaultPlan(id), level: levels?.at(-1) ?? 0.37, seed: 7 };
      expect(parseLink(`#${linkOf({ plan, images: 2000 })}`)).toEqual({
        linked: { plan, images: 2000 },
        strange: [],
      });
    }
  });

  it('brings back a repair that only its precision can have', () => {
    const repair = orThrow(parseRepair('recalibrate=500+finetune-int8=20s'));
    const linked = { plan: { ...defaultPlan(), repair, precision: 'int8' as const }, images: 500 };
    expect(parseLink(`#${linkOf(linked)}`)).toEqual({ linked, strange: [] });
    const plans = new PlanState(linked);
    plans.change({ precision: 'float16' });
    expect(plans.plan.repair).toEqual(orThrow(parseRepair('recalibrate=500')));
  });

  it('brings back everything in which a plan differs from a new one', () => {
    const plan: Plan = {
      ...{ method: 'l1-norm', level: 0.3, scope: 'inner-streams', ranking: 'global' },
      ...{ rounding: 8, minChannels: 5, schedule: 'linear', seed: 11, repair: [] },
    };
    const fresh = defaultPlan('l1-norm');
    for (const [key, value] of Object.entries(plan))
      if (key !== 'method') expect(value).not.toEqual(fresh[key as keyof Plan]);
    const linked = { plan, images: 10_000 };
    expect(parseLink(`#${linkOf(linked)}`)).toEqual({ linked, strange: [] });
  });

  it('leaves what it does not name as in a new plan', () => {
    for (const { id, levels } of METHODS) {
      const plan = { ...defaultPlan(id), level: levels?.at(-1) ?? 0.5 };
      expect(parseLink(`method=${id}`)?.linked).toEqual({ plan, images: DEFAULT_IMAGES });
    }
  });

  it.each(['level', 'seed', 'rounding', 'min', 'shares'])(
    'does not take an empty %s for 0',
    (name) => {
      const parsed = parseLink(`method=l1-norm&${name}=`)!;
      expect(parsed.strange).toHaveLength(1);
      expect(parsed.linked.plan).toEqual(defaultPlan('l1-norm'));
    },
  );

  it('does not take a gap among shares for 0', () => {
    expect(parseLink('method=l1-norm&shares=0.25--0.5')?.strange).toHaveLength(1);
  });

  it('takes a number of images that cannot be chosen for the usual one', () => {
    expect(parseLink('method=fpgm&images=7')?.linked.images).toBe(DEFAULT_IMAGES);
  });

  it('is read by people: signs inside a value stand as they are', () => {
    const plan = { ...defaultPlan('l1-norm'), ratios: { 'inner 3': 0.5 } };
    expect(linkOf({ plan, images: 500 })).toContain('ratios=inner+3=0.5');
  });

  it.each([
    ['method=magic', 'magic'],
    ['method=fpgm&level=1.4', '1.4'],
    ['method=fpgm&level=half', 'NaN'],
    ['method=fpgm&repair=pray', 'pray'],
    ['method=fpgm&images=7', '7'],
    ['method=fpgm&scope=everything', 'everything'],
  ])('%s names what is unknown, and the rest is followed', (hash, name) => {
    const parsed = parseLink(`${hash}&seed=9&rounding=8`)!;
    expect(parsed.strange).toHaveLength(1);
    expect(parsed.strange[0]).toContain(name);
    expect(parsed.linked.plan).toMatchObject({ seed: 9, rounding: 8 });
    const { plan, images } = parsed.linked;
    expect(parseLink(linkOf({ plan, images }))?.strange).toEqual([]);
  });

  it('brings back the shares of an allocation', () => {
    const plan = { ...defaultPlan('l1-norm'), shares: [0.25, 0, 0.5] };
    expect(parseLink(linkOf({ plan, images: 500 }))).toEqual({
      linked: { plan, images: 500 },
      strange: [],
    });
  });

  it.each([
    ['l1-norm', { 'inner 3': 0, 'inner 5': 0.125 }],
    ['lamp', { 'block_3/expand': 0.5, head: 0 }],
  ] as const)('brings back ratios by hand: %s', (method, ratios) => {
    const linked = { plan: { ...defaultPlan(method), ratios }, images: 500 };
    expect(parseLink(linkOf(linked))).toEqual({ linked, strange: [] });
  });

  it.each([
    ['inner 7=2', 'inner 7'],
    ['inner 3', 'inner 3'],
  ])('names what is wrong with the ratios %s', (ratios, name) => {
    const parsed = parseLink(`method=l1-norm&ratios=${ratios}`);
    expect(parsed?.strange.join()).toContain(name);
  });

  it('may join repairs by a plus sign', () => {
    const parsed = parseLink('method=fpgm&repair=recalibrate=200+finetune=60s:cosine&schedule=agp');
    const plan = parsed?.linked.plan;
    expect(plan?.repair.map(({ kind }) => kind)).toEqual(['recalibrate', 'finetune']);
    expect(plan?.schedule).toBe('agp');
    expect(linkOf({ plan: plan!, images: 500 })).toContain(
      'repair=recalibrate=200+finetune=60s:cosine&',
    );
  });

  it('that is empty is none', () => {
    expect(parseLink('')).toBeNull();
    expect(parseLink('#section')).toBeNull();
  });
});

describe('the history', () => {
  it('undoes and redoes changes', () => {
    const plans = new PlanState();
    plans.change({ level: 0.2 });
    plans.chooseMethod('l1-norm');
    plans.undo();
    expect(plans.plan).toMatchObject({ method: 'magnitude-global', level: 0.2 });
    plans.undo();
    expect(plans.plan.level).toBe(0.5);
    expect(plans.canUndo).toBe(false);
    plans.redo();
    plans.redo();
    expect(plans.plan).toMatchObject({ method: 'l1-norm', level: 0.2 });
    expect(plans.canRedo).toBe(false);
  });

  it('takes a whole drag as one step', () => {
    const plans = new PlanState();
    for (let level = 0.5; level < 0.7; level += 0.01) plans.drag(level);
    plans.release();
    plans.undo();
    expect(plans.plan.level).toBe(0.5);
    expect(plans.canUndo).toBe(false);
  });

  it('keeps the settings in hand through a drag, and changes them with each other control', () => {
    const plans = new PlanState();
    const { settings } = plans;
    for (let level = 0.5; level < 0.7; level += 0.01) plans.drag(level);
    plans.release();
    expect(plans.settings).toBe(settings);
    plans.change({ repair: [] });
    expect(plans.settings).toEqual(plans.plan);
    plans.undo();
    expect({ ...plans.settings, level: plans.plan.level }).toEqual(plans.plan);
    plans.chooseMethod('fpgm');
    expect(plans.method.id).toBe('fpgm');
  });

  it('forgets what was undone when something else is chosen', () => {
    const plans = new PlanState();
    plans.change({ level: 0.2 });
    plans.undo();
    plans.change({ level: 0.3 });
    expect(plans.canRedo).toBe(false);
  });
});

describe('a method', () => {
  it('brings a ranking that it knows', () => {
    const plans = new PlanState();
    plans.chooseMethod('magnitude-layer');
    expect(plans.plan.ranking).toBe('set');
  });

  it('with few levels takes the nearest', () => {
    const plans = new PlanState();
    plans.chooseMethod('nm-1-4');
    expect(plans.plan.level).toBe(0.75);
    plans.drag(0.3);
    expect(plans.plan.level).toBe(0);
  });
});

/** What a person can do to a plan without choosing a method. */
const deeds: readonly ((plans: PlanState) => void)[] = [
  (plans) => plans.change({ ranking: plans.method.rankings.at(-1)! }),
  (plans) => plans.change({ scope: 'all', rounding: 8, minChannels: 5 }),
  (plans) =>
    plans.change({ ...(takesShares(plans.method, plans.plan.ranking) && { shares: [0.5, 0.25] }) }),
  (plans) => plans.change({ ratios: { head: 0, 'inner 3': 0.5 } }),
  (plans) => plans.undo(),
  (plans) => plans.redo(),
  (plans) =>
    plans.load({
      plan: { ...defaultPlan('bn-scale'), scope: 'all', ranking: 'global-macs' },
      images: DEFAULT_IMAGES,
    }),
  (plans) =>
    plans.load({ plan: { ...defaultPlan('l1-norm'), shares: [0.5] }, images: DEFAULT_IMAGES }),
];
describe('ratios by hand', () => {
  const plans = () => {
    const own = new PlanState({ plan: defaultPlan('l1-norm'), images: DEFAULT_IMAGES });
    own.networkOf = () => NETWORK;
    return own;
  };

  it('can be undone, one by one', () => {
    const own = plans();
    own.change({ ratios: { 'inner 3': 0 } });
    own.change({ ratios: { 'inner 3': 0, 'inner 5': 0.5 } });
    own.undo();
    expect(own.plan.ratios).toEqual({ 'inner 3': 0 });
    own.undo();
    expect(own.plan.ratios).toBeUndefined();
    own.redo();
    expect(own.plan.ratios).toEqual({ 'inner 3': 0 });
  });

  it('stay with level and ranking, leave with their set and with the method', () => {
    const own = plans();
    own.change({ scope: 'all', ratios: { head: 0, 'inner 3': 0 } });
    own.change({ ranking: 'global' });
    own.change({ level: 0.25 });
    expect(own.plan.ratios).toEqual({ head: 0, 'inner 3': 0 });
    own.change({ scope: 'inner' });
    expect(own.plan.ratios).toEqual({ 'inner 3': 0 });
    own.chooseMethod('lamp');
    expect(own.plan.ratios).toBeUndefined();
  });

  it('of a link wait for the network: what it has not is named then, and taken by no control', () => {
    const own = new PlanState();
    const hash = '#method=l1-norm&ratios=conv1=0.5,inner+3=0';
    expect(own.follow(hash)).toEqual([]);
    expect(own.plan.ratios).toEqual({ conv1: 0.5, 'inner 3': 0 });
    own.networkOf = () => NETWORK;
    own.change({ level: 0.25 });
    expect(own.plan.ratios).toEqual({ 'inner 3': 0 });
    const sets = ratioUnits(methodOf('l1-norm'), 'inner', NETWORK);
    const unknown = { name: 'conv1', scope: 'inner', method: 'l1-norm', sets };
    expect(own.follow(hash)).toEqual([sentence(refusal('channel-set-unknown', unknown))]);
    expect(own.plan.ratios).toEqual({ 'inner 3': 0 });
  });

  it('take the place of shares', () => {
    const own = plans();
    own.change({ shares: [0.5, 0.25] });
    own.change({ ratios: { 'inner 3': 0 } });
    expect(own.plan.shares).toBeUndefined();
    expect(own.plan.ratios).toEqual({ 'inner 3': 0 });
  });
});

const anyMethod = fc.constantFrom(...METHODS.map(({ id }) => id));
const anyClick = fc.oneof(
  anyMethod.map((id) => (plans: PlanState) => plans.chooseMethod(id)),
  fc.constantFrom(...deeds),
);

describe('the order of clicks', () => {
  it('leaves no trace: a method that is chosen is as on a fresh page', () => {
    fc.assert(
      fc.property(fc.array(anyClick, { maxLength: 12 }), anyMethod, (clicks, last) => {
        const [used, fresh] = [new PlanState(), new PlanState()];
        for (const click of clicks) click(used);
        // Chosen twice in a row it is not chosen again: its options were set by hand.
        used.chooseMethod(last === 'fpgm' ? 'l2-norm' : 'fpgm');
        used.chooseMethod(last);
        fresh.chooseMethod(last);
        expect(used.plan).toEqual(fresh.plan);
      }),
      { seed: 18, numRuns: 300 },
    );
  });

  it('keeps what is not the method’s: level, repair, seed and images', () => {
    const plans = new PlanState();
    plans.chooseImages(500);
    plans.change({ level: 0.37, repair: [], seed: 7 });
    for (const id of ['nm-1-4', 'magnitude-layer', 'l1-norm'] as const) plans.chooseMethod(id);
    expect(plans.current).toMatchObject({
      plan: { level: 0.37, repair: [], seed: 7, ranking: 'set' },
      images: 500,
    });
  });

  it('takes the level that a method with few levels was dragged to', () => {
    const plans = new PlanState();
    plans.chooseMethod('nm-2-4');
    plans.drag(0.1);
    plans.chooseMethod('l1-norm');
    expect(plans.plan.level).toBe(0);
  });
});

describe('planned figures', () => {
  const dense = networkCosts(mobilenetV2(CONFIG));

  it('at level 0 are those of the dense network', () => {
    expect(plannedFigures(NETWORK, fakeTable(), { level: 0 })).toMatchObject({
      parameters: dense.parameters,
      nonZeros: dense.nonZeros,
      macs: dense.macs,
    });
  });

  it('follow the table’s row', () => {
    const table = fakeTable();
    const row = 100;
    const layers = dense.layers.length;
    const nonZeros = [...table.nonZeros.subarray(row * layers, (row + 1) * layers)];
    const expected = networkCosts(mobilenetV2(CONFIG), nonZeros);
    const figures = plannedFigures(NETWORK, table, { level: 0.5 });
    expect(figures.macs).toBe(expected.macs);
    expect(figures.encodedBytes).toBe(encodedBytes(NETWORK, nonZeros));
  });
});
