/** The checkpoint trained with L1 on γ: what Network Slimming promises (Liu et al. 2017, fig. 4 and table 1). */
import { beforeAll, expect, it } from 'vitest';
import { bundled } from './bundled';
import { requestOf } from './labFiles';

/** Below the first a channel is switched off, above the second it works; bimodal scales leave the valley between empty. */
const OFF = 0.001;
const ON = 0.02;

/** Top-1 of the whole network, percent; from its training.json. */
const DENSE = 92.91;

let lab: Awaited<ReturnType<typeof bundled>>;
beforeAll(async () => (lab = await bundled(requestOf('mobilenetv2-1.0-slim-fashion-mnist'))));

function depthwiseScales(): number[] {
  const layers = lab.network.layers.filter(({ kind }) => kind === 'depthwise');
  return layers.flatMap(({ index }) => Array.from(lab.weights[index].norm!.gamma, Math.abs));
}

it('has bimodal scales: most are zero, some are large, few lie between', () => {
  const scales = depthwiseScales();
  const share = (of: (scale: number) => boolean) => scales.filter(of).length / scales.length;
  expect(share((scale) => scale < OFF)).toBeGreaterThan(0.6);
  expect(share((scale) => scale > ON)).toBeGreaterThan(0.2);
  expect(share((scale) => scale >= OFF && scale <= ON)).toBeLessThan(0.05);
});

it('loses nothing with 70 % of its inner channels', { timeout: 300_000 }, async () => {
  expect(await lab.top1Of('bn-scale', 0.7, 1000)).toBeGreaterThan(DENSE - 0.1);
});
