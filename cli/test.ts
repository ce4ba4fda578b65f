/** `npm test`: every check, in the order in which a failure is cheapest to learn. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { requireChromium } from './chromium';
import { buildKernels } from './buildKernels';

type Step = readonly [name: string, command: string, ...args: string[]];

/** Those of a row run side by side, for each keeps one core busy. The tests keep two. */
const STEPS: readonly (readonly Step[])[] = [
  [
    ['types', 'npm', 'run', '--silent', 'check'],
    ['lint and format', 'npm', 'run', '--silent', 'lint'],
  ],
  [['tests', 'npx', 'vitest', 'run']],
];

/** Whether the step passed. */
async function run([name, command, ...args]: Step): Promise<boolean> {
  const start = performance.now();
  console.log(`── ${name}`);
  const [status] = await once(spawn(command, args, { stdio: 'inherit' }), 'close');
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  if (status === 0) console.log(`── ${name}: passed in ${seconds} s`);
  else console.error(`── ${name}: failed after ${seconds} s`);
  return status === 0;
}

try {
  process.env.CHROMIUM_PATH = requireChromium();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
await buildKernels();
for (const steps of STEPS) {
  const passed = await Promise.all(steps.map(run));
  if (passed.includes(false)) process.exit(1);
}
