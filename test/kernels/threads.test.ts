/** Networks on several threads: the same bits as on one, and to the end when a thread is lost. */
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { NetworkDescription } from '../../src/model/description';
import { networkOf } from '../../src/model/networkOf';
import type { Network, Weights } from '../../src/model/network';
import { seededRandom } from '../../src/base/seededRandom';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { refusal } from '../../src/words/refusal';
import {
  compileProgram,
  type ProgramOptions,
} from '../../workers/kernels/inference/inferenceProgram';
import type { HelperThread } from '../../workers/kernels/threads/team';
import { anyDescription } from './anyNetwork';
import { brokenModule } from './brokenModule';
import { startKernels } from './kernelModule';
import { batchOf, narrowNetwork } from './narrowNetwork';
import { PartsInTurn } from './partsInTurn';
import { randomWeights } from './referenceNetwork';
import { helperInNode, teamInNode, type TeamInNode } from './startTeam';

const one = await startKernels();
const four = await teamInNode(4);
afterAll(() => four.team.end());

function scores(
  { kernels, heap }: Pick<TeamInNode, 'kernels' | 'heap'>,
  network: Network,
  weights: Weights,
  batch: number,
  options: ProgramOptions = {},
): Float32Array {
  const program = compileProgram(network, weights, batch, kernels, heap, options);
  if (!program.ok) throw new Error(program.code);
  const found = program.value.run(batchOf(network, batch, 1).images).slice();
  program.value.dispose();
  return found;
}

const whole = mobilenetV2({ width: 1, inputSize: 32, stemStride: 1, classes: 10 });
/** Some windows of `anyDescription` are larger than what earlier strides have left of the map. */
const anyNetwork = anyDescription.filter(isPossible).map(networkOf);
const weightsOf = (network: Network, zeros: number) =>
  randomWeights(network, seededRandom(1, 3), zeros);

describe('several threads', () => {
  it.each([
    [1, 0],
    [1, 0.5],
    [1, 0.8],
    [16, 0],
    [21, 0.8],
  ])('give the same bits, batch %i, zeros %f', (batch, zeros) => {
    const weights = weightsOf(whole, zeros);
    const expected = scores(one, whole, weights, batch);
    for (const threads of [1, 2, 3, 4]) {
      const found = scores(four, whole, weights, batch, { team: four.team, threads });
      expect(found).toEqual(expected);
    }
  });

  it('give the same bits run after run', () => {
    const network = narrowNetwork({}, 3);
    const { images } = batchOf(network, 1, 1);
    const { team, kernels, heap } = four;
    const weights = weightsOf(network, 0.5);
    const program = compileProgram(network, weights, 1, kernels, heap, { team });
    if (!program.ok) throw new Error(program.code);
    const expected = scores(one, network, weights, 1);
    for (let run = 0; run < 2000; run++) expect(program.value.run(images)).toEqual(expected);
    program.value.dispose();
    expect(team.failure).toBeNull();
  });
});

/** Parts of a section one after the other: whichever a thread does first, no part may need or spoil another's values. */
describe('parts', () => {
  const order = fc.constantFrom('forwards', 'backwards');

  it('do not depend on each other in any network', () => {
    const threads = fc.integer({ min: 2, max: 5 });
    const batch = fc.constantFrom(1, 5);
    const pointwise = fc.constantFrom('dense' as const, 'sparse' as const);
    fc.assert(
      fc.property(anyNetwork, threads, order, batch, pointwise, (network, n, to, images, by) =>
        expectParts(network, 0.5, images, n, to, { pointwise: by }),
      ),
      { numRuns: 200, seed: 4 },
    );
  });

  it.each([0, 0.5, 0.9])('do not depend on each other, zeros %f', (zeros) => {
    const large = mobilenetV2({ width: 0.35, inputSize: 96, stemStride: 2, classes: 10 });
    for (const network of [whole, large]) expectParts(network, zeros, 1, 3, 'backwards');
  });

  function expectParts(
    network: Network,
    zeros: number,
    batch: number,
    threads: number,
    order: 'forwards' | 'backwards',
    options: ProgramOptions = {},
  ): void {
    const weights = weightsOf(network, zeros);
    const team = new PartsInTurn(threads, order);
    const expected = scores(one, network, weights, batch, options);
    expect(scores(one, network, weights, batch, { ...options, team })).toEqual(expected);
  }
});

describe('a thread that is lost', () => {
  it.each(['trap', 'loop'] as const)('in a %s is named, and the run ends alone', async (does) => {
    const broken = await teamInNode(2, () => withKernels(does), 200);
    const network = narrowNetwork({}, 3);
    const weights = weightsOf(network, 0);
    const expected = scores(one, network, weights, 1);
    const { team } = broken;
    while (!team.failure) expect(scores(broken, network, weights, 1, { team })).toEqual(expected);
    expect(team.failure).toEqual(refusal('thread-lost', { thread: 2, threads: 2 }));
    expect(scores(broken, network, weights, 1, { team })).toEqual(expected);
  });

  it('before it starts refuses the team', async () => {
    const gone: HelperThread = {
      begin: async () => ({ ready: false, reason: 'gone' }),
      terminate: () => {},
    };
    await expect(teamInNode(2, async () => gone)).rejects.toThrow('thread-not-started');
  });

  /** A helper whose kernels do something else. */
  async function withKernels(does: 'trap' | 'loop'): Promise<HelperThread> {
    const helper = await helperInNode();
    return {
      ...helper,
      begin: (task) => {
        const names = WebAssembly.Module.exports(task.modules[0]).map(({ name }) => name);
        const kernels = names.filter((name) => name !== 'memory');
        return helper.begin({ ...task, modules: [brokenModule(kernels, does)] });
      },
    };
  }
});

function isPossible(description: NetworkDescription): boolean {
  try {
    networkOf(description);
    return true;
  } catch {
    return false;
  }
}
