/** Int8 networks on the threads that float32 ones run on: the same bits, and to the end when a thread is lost. */
import { beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/base/seededRandom';
import { mobilenetV2 } from '../../src/model/mobilenetV2';
import { refusal } from '../../src/words/refusal';
import type { KernelBuild, ModuleName } from '../../workers/kernels/builds';
import { initialWeights } from '../../workers/kernels/training/initialWeights';
import type { StartHelper } from '../../workers/kernels/threads/team';
import { startBackend } from '../../workers/runtime/backend';
import type { Classifier } from '../../workers/runtime/classifier';
import { timedClassifier, type Machine } from '../../workers/runtime/engines';
import { startLabKernels } from '../../workers/runtime/labKernels';
import { brokenModule } from '../kernels/brokenModule';
import { randomInt8Network } from '../kernels/int8Network';
import { helperInNode } from '../kernels/startTeam';
import { unwrap } from '../lab/bundled';
import { readKernels, WASM_FILE } from '../lab/labFiles';

const NETWORK = mobilenetV2({ width: 0.35, inputSize: 32, stemStride: 1, classes: 10 });
const WEIGHTS = initialWeights(NETWORK, seededRandom(2, 0));
const FLOAT = { network: NETWORK, weights: WEIGHTS };
const IMAGE = Float32Array.from({ length: 32 * 32 * 3 }, (_, i) => Math.sin(i * 0.7));

beforeAll(async () => {
  unwrap(await startBackend(WASM_FILE));
});

function int8(zeros: number) {
  const quantised = randomInt8Network(NETWORK, seededRandom(1, 4), zeros);
  return { ...FLOAT, stored: { precision: 'int8', quantised } } as const;
}

async function machine(startHelper: StartHelper, readModule = readKernels): Promise<Machine> {
  return { kernels: await startLabKernels(readModule, startHelper) };
}

function scoresOf(classifier: Classifier): Float32Array {
  const scores = classifier.run(IMAGE).slice();
  classifier.dispose();
  return scores;
}

describe('several threads', () => {
  it.each([0, 0.9])('give the integers of one, zeros %f, beside float32', async (zeros) => {
    const lab = await machine(helperInNode);
    const networks = [FLOAT, int8(zeros)];
    const expected: Float32Array[] = [];
    for (const network of networks)
      expected.push(scoresOf(unwrap(await timedClassifier(lab, network, 'kernels', 1))));
    for (const threads of [2, 3]) {
      const together: Classifier[] = [];
      for (const network of networks)
        together.push(unwrap(await timedClassifier(lab, network, 'kernels', threads)));
      for (let run = 0; run < 200; run++)
        together.forEach((one, i) => expect(one.run(IMAGE)).toEqual(expected[i]));
      expect(together.map(({ failure }) => failure)).toEqual([null, null]);
      for (const one of together) one.dispose();
    }
    unwrap(await unwrap(lab.kernels).threads.of(3)).team.end();
  });

  it('answer to the end when one is lost in an int8 kernel, which is named', async () => {
    const lab = await machine(withBrokenInt8);
    const network = int8(0);
    const expected = scoresOf(unwrap(await timedClassifier(lab, network, 'kernels', 1)));
    const two = unwrap(await timedClassifier(lab, network, 'kernels', 2));
    while (!two.failure) expect(two.run(IMAGE)).toEqual(expected);
    const lost = refusal('thread-lost', { thread: 2, threads: 2 });
    expect(two.failure).toEqual(lost);
    expect(two.run(IMAGE)).toEqual(expected);
    two.dispose();
    expect(await timedClassifier(lab, network, 'kernels', 2)).toEqual(lost);
  });

  it('run float32 where the int8 kernels cannot be had, say why not these, and try again', async () => {
    const gone = refusal('unreachable', { url: 'int8.wasm', reason: 'network lost' });
    let online = false;
    const lab = await machine(helperInNode, async (module: ModuleName, build: KernelBuild) =>
      module === 'int8' && !online ? (gone as never) : readKernels(module, build),
    );
    const refused = await timedClassifier(lab, int8(0), 'kernels', 2);
    expect(refused).toMatchObject({ code: 'kernels-not-loaded', values: { cause: gone } });
    const float = unwrap(await timedClassifier(lab, FLOAT, 'kernels', 2));
    const lacking = unwrap(await unwrap(lab.kernels).threads.of(2)).team;
    online = true;
    const whole = unwrap(await timedClassifier(lab, int8(0), 'kernels', 2));
    const expected = scoresOf(unwrap(await timedClassifier(lab, int8(0), 'kernels', 1)));
    expect(scoresOf(whole)).toEqual(expected);
    const scores = float.run(IMAGE).slice();
    expect(float.failure).toBeNull();
    float.dispose();
    expect(scores).toEqual(scoresOf(unwrap(await timedClassifier(lab, FLOAT, 'kernels', 1))));
    lacking.end();
    unwrap(await unwrap(lab.kernels).threads.of(2)).team.end();
  });
});

/** A helper whose int8 kernels trap. */
async function withBrokenInt8() {
  const helper = await helperInNode();
  const begin: typeof helper.begin = (task) => {
    const [inference, module] = task.modules;
    const names = WebAssembly.Module.exports(module).map(({ name }) => name);
    const kernels = names.filter((name) => name !== 'memory');
    return helper.begin({ ...task, modules: [inference, brokenModule(kernels, 'trap')] });
  };
  return { ...helper, begin };
}
