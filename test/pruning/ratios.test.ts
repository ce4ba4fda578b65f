import { refusal, type Code } from '../../src/words/refusal';
import { SCOPES } from '../../src/pruning/scope';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradualMasks, withPartOfRatios } from '../../src/pruning/gradual';
import { METHODS, methodOf } from '../../src/pruning/methods';
import type { ChannelSet } from '../../src/model/network';
import type { Plan, Ratios } from '../../src/pruning/plan';
import { planKey } from '../../src/pruning/planKey';
import { shortName } from '../../src/pruning/planName';
import { rank, type Ranked, type RankedWeights } from '../../src/pruning/rank';
import { ratioUnits, withRatio } from '../../src/pruning/ratios';
import { formatRatios, parseRatios } from '../../src/pruning/ratiosText';
import { keptCounts, select, type Cut } from '../../src/pruning/select';
import { applyMasks, compact } from '../../src/pruning/surgery';
import { defaultPlan, validatePlan, validatePlanOf } from '../../src/pruning/validatePlan';
import { anyRatios } from './anyRatios';
import { ranked, weights, zerosOf } from './cuts';
import { LAB, SMALL } from './networks';
import type { Values } from '../../src/base/outcome';
import { inWords } from '../../src/words/inWords';
import { words } from '../../src/words/words';

const rankings = METHODS.flatMap((method) =>
  method.rankings.map((ranking) => [method.id, ranking, method] as const),
);

/** Units that are cut, and all of them, by name: channels of a set, or weights, blocks or group members of a layer. */
function cutUnits(own: Ranked, cut: Cut): Map<string, { cut: number; size: number }> {
  if (cut.kind === 'channels') {
    const count = ({ name, index, size }: ChannelSet) =>
      [name, { cut: size - cut.kept[index].length, size }] as const;
    return new Map(SMALL.sets.map(count));
  }
  return new Map(
    (own as RankedWeights).layers.map(({ layer, blockWidth }) => {
      const blocks = Math.ceil(layer.outChannels / blockWidth);
      const mask = cut.masks[layer.index];
      const first = mask?.filter((_, i) => (i % layer.outChannels) % blockWidth === 0) ?? null;
      return [layer.name, { cut: zerosOf(first), size: layer.inChannels * blocks }];
    }),
  );
}

function cutAt(own: Ranked, level: number): Cut {
  const cut = select(own, level, 1, 1);
  if (!cut.ok) throw new Error(cut.code);
  return cut.value;
}

/** Of the layers that these ratios leave out, and of what computes the channels of such sets. */
function expectWhole(cut: Cut, ratios: Ratios): void {
  const out = ({ name }: { readonly name: string }) => ratios[name] === 0;
  if (cut.kind === 'channels') {
    const { network } = compact(SMALL, weights, cut.kept);
    for (const { index, size } of SMALL.sets.filter(out)) {
      expect(network.sets[index].size).toBe(size);
    }
    return;
  }
  const left = applyMasks(weights, cut.masks);
  for (const { index } of SMALL.layers.filter(out)) {
    const [now, before] = [left[index].kernel, weights[index].kernel];
    expect(now.every((w, i) => Object.is(w, before[i]))).toBe(true);
  }
}

describe.each(rankings)('ratios by hand, %s by %s', (id, ranking, method) => {
  const level = method.levels?.[1] ?? 0.4;
  const base = { ...defaultPlan(id), ranking, level };
  const plans = fc
    .constantFrom(...SCOPES)
    .chain((scope) => anyRatios(id, scope, SMALL).map((ratios) => ({ ...base, scope, ratios })));

  it('are met exactly, the level by the rest, and what is left out is whole', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(validatePlanOf(SMALL, plan).ok).toBe(true);
        const own = ranked(id, plan);
        const cut = cutAt(own, level);
        const units = cutUnits(own, cut);
        const free = { cut: 0, size: 0 };
        for (const [name, { cut: gone, size }] of units) {
          const ratio: number | undefined = plan.ratios[name];
          if (ratio !== undefined) {
            if (!method.levels) expect(gone).toBe(Math.round(ratio * size));
            else if (size % 4 === 0) expect(gone).toBe(ratio * size);
          } else if (!ratioUnits(method, plan.scope, SMALL).includes(name)) expect(gone).toBe(0);
          else {
            if (ranking === 'set' && !method.levels) expect(gone).toBe(Math.round(level * size));
            free.cut += gone;
            free.size += size;
          }
        }
        if (ranking !== 'set') expect(free.cut).toBe(Math.round(level * free.size));
        expectWhole(cut, plan.ratios);
        for (const { cut: gone } of cutUnits(own, cutAt(own, 0)).values()) expect(gone).toBe(0);
      }),
      { seed: 31, numRuns: 2 },
    );
  });
});

describe('ratios by hand', () => {
  const channels: Plan = { ...defaultPlan('l1-norm'), ratios: { 'inner 3': 0, 'inner 5': 0.25 } };
  const layers: Plan = { ...defaultPlan(), ratios: { 'block_3/expand': 0.5, head: 0 } };

  it('keep the order within a set', () => {
    const own = rank(SMALL, weights, channels);
    const usual = rank(SMALL, weights, defaultPlan('l1-norm'));
    expect(own.kind === 'channels' && own.places).toEqual(
      usual.kind === 'channels' && usual.places,
    );
  });

  it('have the same names in every MobileNetV2', () => {
    const sets = SMALL.sets.map(({ name }) => name);
    expect(ratioUnits(methodOf('l1-norm'), 'all', LAB)).toEqual(sets);
  });

  it('give way to rounding and refuse what goes below the minimum', () => {
    const ratios = { 'inner 3': 0.3, 'inner 5': 0.99 };
    const own = ranked('l1-norm', { ratios });
    if (own.kind !== 'channels') throw new Error();
    const rounded = keptCounts(own, 0.2, 8, 2);
    expect(rounded.ok && rounded.value.every((count) => count % 8 === 0)).toBe(true);
    const refused = select(own, 0.2, 1, 5);
    expect(refused).toMatchObject({
      ...{ ok: false, code: 'ratio-leaves-small' },
      values: { name: 'inner 5', ratio: 0.99, least: 5 },
    });
    const emptied = select(ranked('magnitude-global', { ratios: { head: 0.999999 } }), 0.2, 1, 1);
    expect(emptied).toMatchObject({
      ...{ ok: false, code: 'ratio-empties' },
      values: { name: 'head', ratio: 0.999999 },
    });
  });

  it('grow with a gradual schedule', () => {
    const own = ranked('magnitude-global', layers) as RankedWeights;
    const { index, inChannels, outChannels } = SMALL.layers.find(
      ({ name }) => name === 'block_3/expand',
    )!;
    const half = withPartOfRatios(own, 0.5) as RankedWeights;
    const masks = gradualMasks(half, own, 0.25);
    expect(zerosOf(masks[index])).toBe(Math.round(0.25 * inChannels * outChannels));
    expect(masks[SMALL.layers.find(({ name }) => name === 'head')!.index]).toBeNull();
  });

  it.each<[Code, Values, Plan, unknown]>([
    [
      'channel-set-unknown',
      { scope: 'inner', name: 'stem', method: 'l1-norm' },
      channels,
      { stem: 0.5 },
    ],
    ['channel-set-unknown', { name: 'block_3/expand' }, channels, { 'block_3/expand': 0 }],
    [
      'layer-unknown',
      { name: 'inner 3', layers: ratioUnits(methodOf(layers.method), 'inner', LAB) },
      layers,
      { 'inner 3': 0 },
    ],
    ['layer-unknown', { name: 'block_3/depthwise' }, layers, { 'block_3/depthwise': 0 }],
    ['ratio-range', { name: 'head', ratio: 1 }, layers, { head: 1 }],
    ['ratio-range', { name: 'head', ratio: -0.1 }, layers, { head: -0.1 }],
    ['ratio-range', { name: 'head', ratio: NaN }, layers, { head: NaN }],
    ['ratio-range', { name: 'head', ratio: '0.5' }, layers, { head: '0.5' }],
    [
      'ratio-not-of-method',
      { method: 'nm-2-4', levels: [0, 0.5] },
      defaultPlan('nm-2-4'),
      { head: 0.25 },
    ],
    ['ratios-no-object', { ratios: '3' }, layers, 3],
    ['ratios-no-object', { ratios: 'null' }, layers, null],
    ['ratios-no-object', { ratios: '0.5' }, layers, [0.5]],
  ])('are refused: %s %j', (code, values, plan, ratios) => {
    const outcome = validatePlanOf(LAB, { ...plan, ratios } as Plan);
    expect(outcome).toMatchObject({ ok: false, code, values });
  });

  it('are refused together with shares', () => {
    const plan = { ...channels, shares: SMALL.sets.map(() => 0.5) };
    expect(validatePlan(plan)).toMatchObject({ ok: false, code: 'ratios-beside-shares' });
  });

  it('make another network, whatever their order', () => {
    const turned = { 'inner 5': 0.25, 'inner 3': 0 };
    expect(planKey({ ...channels, ratios: turned })).toBe(planKey(channels));
    expect(planKey(channels)).not.toBe(planKey({ ...channels, ratios: { 'inner 3': 0 } }));
  });

  it('are said in names: two by name, more by number', () => {
    const say = words.planNames;
    const { leftOut, byHand, countLeftOut, countByHand } = say.ratios;
    const cut = say.cut(inWords('methods', methodOf('l1-norm')).label, '50 %');
    expect(shortName(channels)).toBe(
      say.list([cut, leftOut('inner 3'), byHand('inner 5', '25 %')]),
    );
    const more = { ...channels.ratios, 'inner 6': 0.1 };
    const name = shortName({ ...channels, ratios: more });
    const [code] = /[0-9a-f]{6}/.exec(name)!;
    const counted = say.list([countLeftOut(1), countByHand(2)]);
    expect(name).toBe(say.list([cut, say.withCode(counted, code)]));
  });

  it('come back from their text', () => {
    const all = anyRatios('l1-norm', 'all', LAB);
    fc.assert(
      fc.property(fc.oneof(all, anyRatios('lamp', 'all', LAB)), (ratios) => {
        expect(parseRatios(formatRatios(ratios))).toEqual({ ok: true, value: ratios });
      }),
      { seed: 34 },
    );
  });

  it.each([
    ['inner 3', refusal('ratio-text', { part: 'inner 3' })],
    ['inner 3=', refusal('ratio-text', { part: 'inner 3=' })],
    ['=0.5', refusal('ratio-text', { part: '=0.5' })],
    ['inner 3=half', refusal('ratio-text', { part: 'inner 3=half' })],
    ['inner 3=0.5,', refusal('ratio-text', { part: '' })],
    ['head=0,head=0.5', refusal('ratio-twice', { name: 'head' })],
  ])('are no text such as %s', (text, refused) => expect(parseRatios(text)).toEqual(refused));

  it('are changed one at a time, and gone with the last', () => {
    const one = withRatio(undefined, 'head', 0);
    expect(withRatio(one, 'inner 3', 0.5)).toEqual({ head: 0, 'inner 3': 0.5 });
    expect(withRatio(one, 'head', 0.25)).toEqual({ head: 0.25 });
    expect(withRatio(one, 'head', null)).toBeUndefined();
  });
});
