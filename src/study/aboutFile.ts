import { formatRepair } from '../pruning/repairText';
import type { AskedRun, StudyAbout } from './about';
import { filePlan } from './filePlan';

/** What study.json says of the study besides its points; `fileAboutSchema` reads it. */
export function fileAbout({ runs, spoiled, ...about }: StudyAbout) {
  return {
    ...about,
    runs: runs.map(fileRun),
    spoiled: spoiled.map(({ plan, ...rest }) => ({
      ...(plan && { plan: filePlan(plan) }),
      ...rest,
    })),
  };
}

function fileRun({ request, ...run }: AskedRun) {
  const repair = formatRepair(request.base.repair);
  return { request: { ...request, base: { ...request.base, repair } }, ...run };
}
