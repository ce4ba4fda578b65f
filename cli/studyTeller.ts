/** What `npm run study` says while it works: to a person, or as events to a program. */
import type { Note } from '../src/base/outcome';
import type { StudyProgress } from '../src/state/pageApi';
import type { Study } from '../src/study/point';
import { formatStudy } from '../src/study/formatStudy';
import { commands } from '../src/words/commands';
import { sentence } from '../src/words/sentence';
import { progressLines } from './studyProgress';
import { studyTable } from './studyTable';

export interface Result {
  readonly study: Study;
  readonly folder: string;
  readonly files: readonly string[];
  /** One sentence each; empty without a budget. */
  readonly advice: readonly string[];
  /** What the command ends with. */
  readonly exitCode: number;
}

export interface Teller {
  note(text: string): void;
  progress(now: StudyProgress): void;
  failure(failure: Note): void;
  /** What was measured, before anything else can fail. */
  measured(study: Study): void;
  result(result: Result): void;
}

/** Standard output, or a part of it. */
export interface Screen {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

const CLEARED_LINE = '\r\u001b[K';

/** On a terminal one line is written anew; elsewhere what is new has a line of its own. */
export function forPeople(screen: Screen): Teller {
  let shown: StudyProgress | null = null;
  let open = false;
  const say = (text: string) => {
    screen.write(`${open ? CLEARED_LINE : ''}${text}\n`);
    open = false;
  };
  return {
    note: say,
    progress(now) {
      const [status, ...more] = progressLines(now, screen.isTTY ? null : shown);
      const added = screen.isTTY && shown ? progressLines(now, shown).filter(isAdded) : [];
      shown = now;
      if (!screen.isTTY)
        return [status, ...more].forEach((line) => line !== undefined && say(line));
      added.forEach(say);
      screen.write(`${CLEARED_LINE}${status}`);
      open = true;
    },
    failure: (failure) => say(sentence(failure)),
    measured: ({ points }) => say(studyTable(points)),
    result({ folder, files, advice }) {
      for (const line of advice) say(line);
      say(`\n${commands.study.written(folder, files)}`);
    },
  };
}

/** Why the time left grew. */
function isAdded(line: string): boolean {
  return line.startsWith(' ');
}

/** One object a line; `event` says which. */
export function forPrograms(screen: Screen): Teller {
  const tell = (event: string, values: object) =>
    screen.write(`${JSON.stringify({ event, ...values })}\n`);
  return {
    note: (text) => tell('note', { text }),
    progress({ done, total, secondsLeft, energy }) {
      const windows = energy && { sound: energy.sound, spoiled: energy.spoiled };
      tell('progress', { done, total, secondsLeft, windows });
    },
    failure: (failure) => tell('failure', { code: failure.code, text: sentence(failure) }),
    measured: ({ points }) => tell('measured', { points: points.length }),
    result: ({ study, ...rest }) =>
      tell('result', { ...rest, study: JSON.parse(formatStudy(study)) as object }),
  };
}
