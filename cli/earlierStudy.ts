/** The study that a folder holds: it is gone on with when that is asked for, and never written over. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importedPoint, merged } from '../src/study/measuredPoint';
import type { Study } from '../src/study/point';
import { parseStudy } from '../src/study/studyJson';
import { commands } from '../src/words/commands';
import { sentence } from '../src/words/sentence';
import { ArgumentError } from './argumentError';

const say = commands.study;

export const STUDY_FILE = 'study.json';

/** Null where a new one begins. @throws ArgumentError where there is one and nobody asked for it, or the other way round */
export function earlierStudy(folder: string, resume: boolean): Study | null {
  const file = join(folder, STUDY_FILE);
  if (!existsSync(file)) {
    if (resume) throw new ArgumentError(say.nothingToResume(file));
    return null;
  }
  if (!resume) throw new ArgumentError(say.alreadyThere(file));
  const study = parseStudy(readFileSync(file, 'utf8'));
  if (!study.ok) throw new ArgumentError(commands.options.refused(['resume'], sentence(study)));
  return study.value;
}

/** Points that were measured now take the place of the same ones of before; all others stay. */
export function withEarlier(earlier: Study | null, { points }: Study): Study['points'] {
  const all = merged((earlier?.points ?? []).map(importedPoint), points.map(importedPoint));
  return all.map(({ point }) => point);
}
