/** Every sentence of the command line in English, by command. */
import { bench } from './bench';
import { cycles } from './cycles';
import { emulation } from './emulation';
import { modelPi } from './modelPi';
import { options } from './options';
import { pack } from './pack';
import { report } from './report';
import { soak } from './soak';
import { start } from './start';
import { study } from './study';
import { train } from './train';

export const commands = {
  options,
  pack,
  report,
  start,
  study,
  train,
  bench,
  cycles,
  emulation,
  modelPi,
  soak,
};
