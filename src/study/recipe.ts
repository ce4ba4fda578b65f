/** A plan as a text that measures it again: a command line. Read back by cli/studyArguments.ts. */
import { defaultOptions } from '../pruning/methodOptions';
import type { Plan, Ratios } from '../pruning/plan';
import { entriesOf } from '../pruning/ratios';
import { precisionOf } from '../pruning/repairs';
import { formatRepair } from '../pruning/repairText';
import { defaultPlan } from '../pruning/validatePlan';
import { DEFAULT_MODEL } from '../subject/models';
import { askedFor } from './imageCounts';

const OWN_FILE = 'FILE';

/**
 * What differs from the command line's own defaults. Nothing in it needs quotes in any shell, whatever a network calls its
 * layers.
 * @param model id of a row of `MODELS`; null for somebody's own, whose file the reader names
 */
export function studyCommand(plan: Plan, images: number, model: string | null): string {
  const own = defaultOptions(plan.method);
  const usual = defaultPlan();
  const { scope, ranking, rounding, minChannels, shares, ratios, schedule, seed } = plan;
  const options: readonly (readonly [name: string, value: string, usual: boolean])[] = [
    ['model', model ?? OWN_FILE, model === DEFAULT_MODEL.id],
    ['methods', plan.method, false],
    ['levels', String(plan.level), false],
    ['scope', scope, scope === own.scope],
    ['ranking', ranking, ranking === own.ranking],
    ['rounding', String(rounding), rounding === own.rounding],
    ['min-channels', String(minChannels), minChannels === own.minChannels],
    ['shares', (shares ?? []).join(','), !shares],
    ['ratios', ratiosText(ratios), entriesOf(ratios).length === 0],
    ['repair', formatRepair(plan.repair), false],
    ['schedule', schedule, schedule === usual.schedule],
    ['precisions', precisionOf(plan), precisionOf(plan) === precisionOf(usual)],
    ['seed', String(seed), seed === usual.seed],
    ['images', String(askedFor(images)), false],
  ];
  const written = options
    .filter(([, , same]) => !same)
    .map(([name, value]) => `--${name} ${value}`);
  return `npm run study -- ${written.join(' ')}`;
}

function ratiosText(ratios: Ratios | undefined): string {
  return entriesOf(ratios)
    .map(([name, ratio]) => `${safe(name)}=${ratio}`)
    .join(',');
}

/** As addresses write signs, and more of them: no shell reads anything into what is left. */
function safe(text: string): string {
  return text.replace(/[^\w./-]/gu, (sign) =>
    [...new TextEncoder().encode(sign)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
