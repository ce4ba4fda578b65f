/** `npm test`: every check, in the order in which a failure is cheapest to learn. */
import { spawnSync } from 'node:child_process';
import { requireChromium } from './chromium';
import { buildKernels } from './buildKernels';

const STEPS: readonly [name: string, command: string, ...args: string[]][] = [
  ['types', 'npm', 'run', '--silent', 'check'],
  ['lint and format', 'npm', 'run', '--silent', 'lint'],
  ['tests', 'npx', 'vitest', 'run'],
];

try {
  process.env.CHROMIUM_PATH = requireChromium();
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
await buildKernels();
for (const [name, command, ...args] of STEPS) {
  const start = performance.now();
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  if (status !== 0) {
    console.error(`── ${name}: failed after ${seconds} s`);
    process.exit(1);
  }
  console.log(`── ${name}: passed in ${seconds} s`);
}
