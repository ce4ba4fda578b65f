/** `npm run report` from one end to the other: a study's file becomes a page and Markdown with every part, or a sentence. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { EXIT } from '../../cli/exitCodes';
import { formatStudy } from '../../src/study/formatStudy';
import { reportWords } from '../../src/words/reportWords';
import { ABOUT } from '../study/sampleAbout';
import { sampleStudy } from '../study/sampleStudy';

const folder = mkdtempSync(join(tmpdir(), 'pruning-lab-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(text: string, ...more: string[]) {
  const file = join(folder, 'study.json');
  writeFileSync(file, text);
  const args = ['--import', 'tsx', 'cli/report.ts', file, '--out', folder, ...more];
  return spawnSync(process.execPath, args, { encoding: 'utf8' });
}

it('writes a page and Markdown with every part of the report, and pictures beside it', () => {
  const { status, stderr } = report(formatStudy({ ...sampleStudy(), about: ABOUT }));
  expect(stderr).toBe('');
  expect(status).toBe(EXIT.done);
  const [page, text] = ['report.html', 'report.md'].map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );
  const { advice, guidance, front, charts, methods, threatsTitle, repeat } = reportWords;
  for (const part of [advice, guidance, front, charts, methods, threatsTitle, repeat]) {
    expect(page).toContain(`<h2>${part}</h2>`);
    expect(text).toContain(`## ${part}`);
  }
  for (const said of [page, text]) expect(said).toContain(ABOUT.question);
  const beside = readdirSync(folder).filter((name) => name.endsWith('.svg'));
  expect(beside.length).toBeGreaterThan(0);
  for (const picture of beside) expect(text).toContain(`(${picture})`);
});

it('says by its exit code that nothing keeps to a budget, and that a file is no study', () => {
  const study = formatStudy(sampleStudy());
  expect(report(study, '--budget', 'bytes:0.001').status).toBe(EXIT.nothingSatisfies);
  const { status, stderr } = report('{"points": 3}');
  expect(status).toBe(EXIT.failed);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});
