import { describe, expect, it } from 'vitest';
import { forPeople, forPrograms } from '../../cli/studyTeller';
import type { StudyProgress } from '../../src/state/pageApi';
import { formatStudy } from '../../src/study/formatStudy';
import { commands } from '../../src/words/commands';
import { refusal } from '../../src/words/refusal';
import { sentence } from '../../src/words/sentence';
import { sampleStudy } from '../study/sampleStudy';

const say = commands.study;
const study = sampleStudy();
const result = { study, folder: 'out', files: ['study.json'], advice: ['Take it.'], exitCode: 3 };

function progress(done: number): StudyProgress {
  return { phase: 'running', done, total: 4, secondsLeft: 9, energy: null, failures: [] };
}

function screen(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

describe('what a study says', () => {
  it('to a terminal is one line, written anew, which other lines do not break', () => {
    const shown = screen(true);
    const teller = forPeople(shown);
    teller.progress(progress(1));
    teller.progress(progress(2));
    teller.note('so');
    const anew = '\r\u001b[K';
    expect(shown.written).toEqual([
      ...[`${anew}${say.measured(1, 4, 9)}`, `${anew}${say.measured(2, 4, 9)}`, `${anew}so\n`],
    ]);
  });

  it('to a file is a line for whatever is new', () => {
    const shown = screen(false);
    const teller = forPeople(shown);
    for (const done of [1, 1, 2]) teller.progress(progress(done));
    teller.result(result);
    expect(shown.written).toEqual([
      ...[`${say.measured(1, 4, 9)}\n`, `${say.measured(2, 4, 9)}\n`, 'Take it.\n'],
      `\n${say.written('out', ['study.json'])}\n`,
    ]);
  });

  it('to a program is one object a line, and nothing else', () => {
    const shown = screen(false);
    const teller = forPrograms(shown);
    const failure = refusal('no-methods');
    teller.note('so');
    teller.progress(progress(1));
    teller.failure(failure);
    teller.measured(study);
    teller.result(result);
    const events = shown.written.map((line) => JSON.parse(line));
    expect(shown.written.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
    expect(events).toEqual([
      { event: 'note', text: 'so' },
      { event: 'progress', done: 1, total: 4, secondsLeft: 9, windows: null },
      { event: 'failure', code: 'no-methods', text: sentence(failure) },
      { event: 'measured', points: study.points.length },
      { event: 'result', ...result, study: JSON.parse(formatStudy(study)) },
    ]);
  });
});
