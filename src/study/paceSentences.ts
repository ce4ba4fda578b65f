/** What has to be said of milliseconds that the machine itself has touched. */
import { BOARD_TROUBLES, type BoardTrouble } from '../base/boardTroubles';
import { words } from '../words/words';
import { driftSentences } from './denseDrift';
import type { OperatingPoint } from './point';

/** None where the dense network kept its pace and no board told of trouble. */
export function paceSentences(points: Parameters<typeof driftSentences>[0]): string[] {
  return [...driftSentences(points), ...troubleSentences(points)];
}

function troubleSentences(points: readonly Pick<OperatingPoint, 'latencyMs'>[]): string[] {
  const troubled = points.map(latencyTroubles).filter(({ length }) => length > 0);
  if (troubled.length === 0) return [];
  const all = BOARD_TROUBLES.filter((id) => troubled.some((own) => own.includes(id)));
  const what = words.comparisons.troubled(troubled.length, troubleWords(all));
  return [[what, ...remediesOf(all)].join(' ')];
}

export function troubleWords(troubles: readonly BoardTrouble[]): string {
  const { trouble } = words.device;
  return words.device.troubles(troubles.map((id) => trouble[id]));
}

/** How to be rid of them, a sentence each. */
export function remediesOf(troubles: readonly BoardTrouble[]): string[] {
  const { strongerSupply, cooler } = words.device;
  const isHot = troubles.some((id) => id !== 'voltage');
  return [...(troubles.includes('voltage') ? [strongerSupply] : []), ...(isHot ? [cooler] : [])];
}

/** Of its milliseconds, on any runtime. */
export function latencyTroubles({ latencyMs }: Pick<OperatingPoint, 'latencyMs'>): BoardTrouble[] {
  const all = Object.values(latencyMs).flatMap(({ troubles = [] }) => troubles);
  return BOARD_TROUBLES.filter((id) => all.includes(id));
}
