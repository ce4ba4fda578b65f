/** Writes study.json; `studyJson.ts` reads it. README.md describes every field. */
import { fileAbout } from './aboutFile';
import { environmentId, type Environment } from './environment';
import { filePlan } from './filePlan';
import type { Energy, OperatingPoint, Origin, Study } from './point';

export const STUDY_SCHEMA = 2;

/** Environments are stored once; whatever was measured in one has its id. */
type FileOrigin = Omit<Origin, 'environment'> & { readonly environment: string };

export function formatStudy({ about, points }: Study): string {
  const environments: Record<string, Environment> = {};
  const written = points.map((point) =>
    filePoint(point, ({ environment: own, measuredAt }) => {
      const id = environmentId(own);
      environments[id] = own;
      return { environment: id, measuredAt };
    }),
  );
  const head = { schema: STUDY_SCHEMA, ...(about && { study: fileAbout(about) }) };
  return `${JSON.stringify({ ...head, environments, points: written }, null, 2)}\n`;
}

function filePoint(point: OperatingPoint, stored: (origin: Origin) => FileOrigin) {
  const { plan, origin, latencyOrigin, energy, ...measured } = point;
  return {
    ...stored(origin),
    plan: filePlan(plan),
    ...measured,
    ...(latencyOrigin && { latencyOrigin: stored(latencyOrigin) }),
    energy: energy && fileEnergy(energy, stored),
  };
}

function fileEnergy({ origin, ...energy }: Energy, stored: (origin: Origin) => FileOrigin) {
  return { ...energy, ...(origin && { origin: stored(origin) }) };
}
