/** Bytes of a large network take as long as some hundred answers: a newer plan does not wait for them. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { orThrow } from '../../src/base/outcome';
import { randomNetwork } from '../../workers/bench/networks';
import { measureSize } from '../../workers/lab/measureSize';

const network = randomNetwork({ width: 0.35, inputSize: 96, stemStride: 2, classes: 10 });

it('are counted slice by slice as if at once', async () => {
  const size = orThrow(await measureSize(network, () => false));
  const arrays = network.weights.flatMap(({ kernel, norm, bias }) =>
    norm ? [kernel, norm.gamma, norm.beta, norm.mean, norm.variance] : bias ? [kernel, bias] : [],
  );
  const file = Buffer.concat(arrays.map(({ buffer }) => new Uint8Array(buffer as ArrayBuffer)));
  expect(size.denseBytes).toBe(file.length);
  expect(Math.abs(size.gzipBytes / gzipSync(file).length - 1)).toBeLessThan(0.01);
});

it('are given up at the next slice once a newer plan has come', async () => {
  let looks = 0;
  const outcome = await measureSize(network, () => ++looks === 2);
  expect(outcome).toMatchObject({ ok: false, code: 'superseded' });
  expect(looks).toBe(2);
});
