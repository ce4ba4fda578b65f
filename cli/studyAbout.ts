import { randomUUID } from 'node:crypto';
import type { AskedRun, StudyAbout } from '../src/study/about';
import type { Study } from '../src/study/point';
import { spoiledWindows } from '../src/study/spoiledWindows';

interface Named {
  readonly name: string | undefined;
  readonly question: string | undefined;
}

/** What study.json says besides the points: as before, where that study goes on. */
export function studyAbout(
  { name, question }: Named,
  run: AskedRun,
  earlier: StudyAbout | undefined,
  points: Study['points'],
): StudyAbout {
  const environment = points.at(0)?.origin.environment;
  return {
    id: earlier?.id ?? randomUUID(),
    name: name ?? earlier?.name ?? '',
    question: question ?? earlier?.question ?? '',
    createdAt: earlier?.createdAt ?? run.startedAt,
    subject: environment ? { model: environment.model, dataset: environment.dataset } : null,
    runs: [...(earlier?.runs ?? []), run],
    spoiled: spoiledWindows(points),
    notes: earlier?.notes ?? '',
  };
}
