/** `npm run pack`: the built lab as one archive for machines without Node. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packedLab } from './pack/packedLab';
import { commands } from '../src/words/commands';

try {
  console.log(commands.start.building);
  const { name, packed } = await packedLab();
  const file = `${name}.tar.gz`;
  writeFileSync(join(import.meta.dirname, '..', file), packed);
  const checksum = createHash('sha256').update(packed).digest('hex');
  console.log(commands.pack.packed(file, packed.length, checksum));
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
