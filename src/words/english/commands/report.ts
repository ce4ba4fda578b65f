/** `npm run report`. */
import { exits, type Exits } from './exits';

export const report = {
  /** @param lab its usual address */
  help: (lab: string, codes: Exits) =>
    [
      'npm run report -- STUDY.json [options]   writes a report of a study',
      '',
      '  --out DIR         folder of report.html, report.md and its charts (the folder of the study)',
      '  --budget LIST     what the network may cost at most, such as loss=1,bytes=2,ms=1.5 (points, MB, ms;',
      '                    also joules in mJ and memory in MB): the report says which one to take',
      `  --lab ADDRESS     of the lab that its links open (${lab})`,
      '',
      ...exits(codes),
    ].join('\n'),
  oneStudy: 'name one study file, such as study-out/study.json (--help lists the options)',
  unreadable: (file: string, why: string) => `${file} cannot be read (${why})`,
  written: (folder: string, files: readonly string[]) =>
    `Written to ${folder}: ${files.join(', ')}`,
};
