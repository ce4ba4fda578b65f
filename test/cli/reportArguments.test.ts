import { describe, expect, it } from 'vitest';
import { ArgumentError } from '../../cli/argumentError';
import { EXIT } from '../../cli/exitCodes';
import { parseReportArguments, reportHelp } from '../../cli/reportArguments';
import { QUANTITIES } from '../../src/advice/quantities';
import { commands } from '../../src/words/commands';

describe('arguments of npm run report', () => {
  it('name a study, and leave the rest as it is', () => {
    expect(parseReportArguments(['a/study.json'])).toEqual({
      ...{ study: 'a/study.json', out: undefined, budgets: {} },
      lab: 'http://127.0.0.1:4173/',
    });
    expect(parseReportArguments(['--help'])).toBe('help');
  });

  it('read budgets in the units that people type', () => {
    const text = 'loss=1,bytes=2.5,ms=1.5,joules=3,memory=4';
    const given = parseReportArguments(['s', '--budget', text]);
    const budgets = { loss: 0.01, bytes: 2.5e6, ms: 1.5, joules: 0.003, memory: 4e6 };
    expect(given).toMatchObject({ budgets });
    expect(Object.keys(commands.options.budgetUnits)).toEqual(QUANTITIES.map(({ id }) => id));
  });

  it.each([
    [[]],
    [['a', 'b']],
    [['a', '--budget', 'watts=1']],
    [['a', '--budget', 'ms=fast']],
    [['a', '--lab', 'javascript:alert(1)']],
    [['a', '--colour', 'red']],
  ])('%j is refused', (argv) => {
    expect(() => parseReportArguments(argv)).toThrow(ArgumentError);
  });

  it('help says what the command ends with', () => {
    for (const code of [EXIT.done, EXIT.failed, EXIT.wrongArguments, EXIT.nothingSatisfies])
      expect(reportHelp()).toMatch(new RegExp(`^  ${code} `, 'm'));
  });
});
