import type { Outcome } from '../base/outcome';
import { refusal } from '../words/refusal';

/** A part of the page that comes when it is first needed; refused where its server has gone. @param loading `import(…)` */
export function partOf<Module>(loading: Promise<Module>): Promise<Outcome<Module>> {
  return loading.then(
    (value) => ({ ok: true, value }),
    () => refusal('part-not-loaded'),
  );
}
