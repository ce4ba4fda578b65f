/**
 * Runs the tests of conv2d and depthwiseConv2d that tfjs-core ships in its package, which expect Jasmine's globals.
 * Their import lines are replaced by what those imports stand for.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, it } from 'vitest';

const FILES = ['conv2d_test.js', 'depthwise_conv2d_test.js'];
const CORE = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-core/package.json'));

/** Tests that cannot run here, by a part of their name, and why. */
const SKIPPED: Readonly<Record<string, string>> = {
  NCHW: "the WASM backend's forward convolution knows channelsLast only",
};

export function runOwnTests(): void {
  const globals = {
    ...{ tf, it: namedTest, expect, describe, beforeEach, ALL_ENVS: {} },
    describeWithFlags: (name: string, _: unknown, tests: () => void) => describe(name, tests),
    expectArraysClose: tf.test_util.expectArraysClose,
  };
  for (const file of FILES) {
    const source = readFileSync(join(CORE, 'dist/ops', file), 'utf8').replace(/^import .*;$/gm, '');
    new Function(...Object.keys(globals), source)(...Object.values(globals));
  }
}

function namedTest(name: string, test: () => void | Promise<void>): void {
  const part = Object.keys(SKIPPED).find((piece) => name.includes(piece));
  if (part) it.skip(`${name} (${SKIPPED[part]})`, test);
  else it(name, test);
}
