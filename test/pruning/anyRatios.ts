import type { Scope } from '../../src/pruning/scope';
import fc from 'fast-check';
import type { Network } from '../../src/model/network';
import { methodOf } from '../../src/pruning/methods';
import type { MethodId, Ratios } from '../../src/pruning/plan';
import { ratioUnits } from '../../src/pruning/ratios';

/** For some of the sets or layers that the method has; never for none, and now and then for all. */
export function anyRatios(id: MethodId, scope: Scope, network: Network): fc.Arbitrary<Ratios> {
  const method = methodOf(id);
  const units = ratioUnits(method, scope, network);
  const ratio = method.levels
    ? fc.constantFrom(...method.levels)
    : fc.constantFrom(0, 0, 0.25, 0.37, 0.8);
  return fc
    .oneof(
      fc.subarray([...units], { minLength: 1, maxLength: 4 }),
      fc.subarray([...units], { minLength: units.length - 1 }),
    )
    .chain((names) => fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), ratio))))
    .map((entries) => Object.fromEntries(entries));
}
