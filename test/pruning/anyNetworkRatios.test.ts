/** Ratios by hand for networks that are described and not built in: their own sets and layers, and no others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChannelSetKind, Network } from '../../src/model/network';
import { networkOf } from '../../src/model/networkOf';
import { METHODS, type Method } from '../../src/pruning/methods';
import type { Plan, Ratios } from '../../src/pruning/plan';
import { plannedFigures } from '../../src/pruning/plannedFigures';
import { planTable } from '../../src/pruning/planTable';
import { rank } from '../../src/pruning/rank';
import { ratioRows } from '../../src/pruning/ratioRows';
import { formatRatios, parseRatios } from '../../src/pruning/ratiosText';
import { SCOPES, type Scope } from '../../src/pruning/scope';
import { select } from '../../src/pruning/select';
import { defaultPlan, validatePlan, validatePlanOf } from '../../src/pruning/validatePlan';
import { anyDescription, cifarMobilenetV2, mobilenetV1, teachableMachine } from '../model/family';
import { LAB, randomStatistics, randomWeights } from './networks';

const KINDS: Readonly<Record<Scope, readonly ChannelSetKind[]>> = {
  inner: ['inner'],
  'inner-streams': ['inner', 'stream', 'stem'],
  all: ['inner', 'stream', 'stem', 'head'],
};

/** Names and sizes, from the graph itself. */
function unitsOf({ sets, layers }: Network, { criterion }: Method, scope: Scope) {
  return criterion.kind === 'channels'
    ? sets.filter(({ kind }) => KINDS[scope].includes(kind))
    : layers
        .filter(({ kind }) => kind === 'pointwise')
        .map(({ name, inChannels, outChannels }) => ({ name, size: inChannels * outChannels }));
}

const networks = anyDescription.map(networkOf);
const methods = fc.constantFrom(...METHODS);
const scopes = fc.constantFrom(...SCOPES);

function planFor({ id, levels }: Method, scope: Scope, ratios: Ratios): Plan {
  return { ...defaultPlan(id), scope, level: levels?.at(-1) ?? 0.4, ratios };
}

const given = (names: readonly string[], { levels }: Method) =>
  Object.fromEntries(names.map((name, i) => [name, levels?.[i % 2] ?? [0, 0.25, 0.5][i % 3]]));

describe('ratios by hand on a random network', () => {
  it('are taken for any of its sets in scope or layers, and come back from their text', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        networks,
        methods,
        scopes,
        fc.infiniteStream(fc.boolean()),
        (network, method, scope, picks) => {
          const units = unitsOf(network, method, scope);
          const names = units.map(({ name }) => name).filter(() => picks.next().value);
          const plan = planFor(method, scope, given(names, method));
          expect(validatePlanOf(network, plan)).toEqual({ ok: true, value: plan });
          taken += names.length;
          if (names.length === 0) return;
          expect(parseRatios(formatRatios(plan.ratios))).toEqual({ ok: true, value: plan.ratios });
        },
      ),
      { seed: 41, numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(300);
  });

  it('are refused for anything else: of another scope, of another kind, of another network', () => {
    const foreign = (network: Network) =>
      fc.oneof(
        fc.string({ minLength: 1 }),
        fc.constantFrom('toString', '__proto__', 'constructor'),
        fc.constantFrom(...network.sets, ...network.layers).map(({ name }) => name),
        fc.constantFrom(...LAB.sets, ...LAB.layers).map(({ name }) => name),
      );
    const cases = networks.chain((network) =>
      fc.tuple(fc.constant(network), methods, scopes, foreign(network)),
    );
    fc.assert(
      fc.property(cases, ([network, method, scope, name]) => {
        const units = unitsOf(network, method, scope).map((unit) => unit.name);
        fc.pre(!units.includes(name));
        const plan = planFor(method, scope, given([...units, name], method));
        expect(validatePlan(plan).ok).toBe(true);
        const refused = validatePlanOf(network, plan);
        expect(refused).toMatchObject({ ok: false, values: { name } });
        expect(!refused.ok && refused.code).toMatch(/-unknown$/);
      }),
      { seed: 42, numRuns: 300 },
    );
  });
});

describe.each([
  ['MobileNetV1', mobilenetV1(32, 4, 10)],
  ['MobileNetV2 for CIFAR', cifarMobilenetV2()],
  ['an export of Teachable Machine', teachableMachine()],
] as const)('ratios by hand on %s', (_, description) => {
  const network = networkOf(description);
  const weights = randomWeights(network, 5);
  const statistics = randomStatistics(network, 6);

  it('have names that each mean one set or layer', () => {
    for (const units of [network.sets, network.layers])
      expect(new Set(units.map(({ name }) => name)).size).toBe(units.length);
  });

  it.each(METHODS)('are met exactly by $id, and shown as its rows', (method) => {
    const units = unitsOf(network, method, 'all');
    const ratios = given(
      units.map(({ name }) => name),
      method,
    );
    const plan = { ...planFor(method, 'all', ratios), minChannels: 1 };
    const ranked = rank(network, weights, plan, statistics);
    const cut = select(ranked, plan.level, 1, 1);
    if (!cut.ok) throw new Error(cut.code);
    const table = planTable(ranked, weights, 1, 1);
    const at = (level: number) => plannedFigures(network, table, { level });
    const rows = ratioRows(plan, at(0), at(plan.level));
    expect(rows.map(({ name, ratio }) => [name, ratio])).toEqual(Object.entries(ratios));
    // Blocks and groups of four do not fill every layer.
    const slack = method.levels || method.id === 'block-1x4' ? 0.2 : 0;
    for (const [i, { size, left, ratio }] of rows.entries()) {
      expect(size).toBe(units[i].size);
      expect(Math.abs(size - left! - Math.round(ratio! * size)) / size).toBeLessThanOrEqual(slack);
    }
  });
});
