import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REPAIRS } from '../../src/pruning/repairs';

it('the README tells what every step does, in the order of the table', () => {
  const readme = readFileSync('workers/repair/README.md', 'utf8');
  const told = [...readme.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, id]) => id);
  expect(told).toEqual(REPAIRS.map(({ id }) => id));
});
