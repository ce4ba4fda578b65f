import { environmentId, sameKind, type Environment } from '../../study/environment';
import { environmentWords } from '../../study/environmentTraits';
import type { Imported } from '../../study/importing';
import { sentence } from '../../words/sentence';
import { words } from '../../words/words';

const say = words.results.files;
const there = words.environments;

/**
 * `12 points, measured on arm 64-bit, …. 4 points are left out: …`
 * @param here where they are imported
 */
export function importSummary({ fitting, refusals }: Imported, here: Environment | null): string {
  const environments = new Map(
    fitting.map(({ origin: { environment } }) => [environmentId(environment), environment]),
  );
  const places = [...environments.values()].map((one) => placeWords(one, here));
  return [say.imported(fitting.length, places), ...refusals.map(sentence)].join(' ');
}

/** Two of a kind have the same words. */
function placeWords(environment: Environment, here: Environment | null): string {
  const name = environmentWords(environment);
  const { installation } = environment;
  const elsewhere = here && installation && installation !== here.installation;
  return elsewhere && sameKind(environment, here)
    ? there.list([name, there.computers.another])
    : name;
}
