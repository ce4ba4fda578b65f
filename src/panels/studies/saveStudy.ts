import { withEstimates } from '../../state/studyEnergy';
import type { KnownPoints } from '../../state/knownPoints';
import type { LabCondition } from '../../state/labCondition.svelte';
import type { Study } from '../../study/point';
import { formatStudy } from '../../study/formatStudy';
import { download } from '../results/download';
import { studyFileName } from './studyName';

/** A study as one file. */
export function saveStudy(study: Study, lab: Pick<LabCondition, 'runtime'>): void {
  const name = studyFileName({ name: study.about?.name ?? '' });
  download(name, 'application/json', formatStudy(withEstimates(study, lab.runtime)));
}

export function saveOpenStudy(known: KnownPoints, lab: LabCondition): void {
  saveStudy(known.openStudy(), lab);
}
