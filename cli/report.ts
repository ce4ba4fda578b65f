/** `npm run report`: a study file as a report, one self-contained HTML file, and as Markdown with its charts beside it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createServer } from 'vite';
import { adviceIn, fieldOf } from '../src/advice/advice';
import { adviceSentences } from '../src/advice/adviceSentences';
import { guidanceTable } from '../src/advice/guidanceTable';
import { limited } from '../src/advice/quantities';
import type * as Drawing from '../src/charts/chartSvg';
import { PAGE_THEME } from '../src/charts/palette';
import { reportOf, type Report } from '../src/report/report';
import { reportHtml } from '../src/report/reportHtml';
import { reportMarkdown } from '../src/report/reportMarkdown';
import { linkOf } from '../src/state/planLink';
import { askedFor } from '../src/study/imageCounts';
import type { OperatingPoint, Study } from '../src/study/point';
import { parseStudy } from '../src/study/studyJson';
import { commands } from '../src/words/commands';
import { sentence } from '../src/words/sentence';
import { ArgumentError } from './argumentError';
import { EXIT } from './exitCodes';
import { parseReportArguments, reportHelp, type ReportArguments } from './reportArguments';

const say = commands.report;

/** A failure that a sentence explains. */
class ReportFailure extends Error {}

async function main(): Promise<number> {
  const given = parseReportArguments(process.argv.slice(2));
  if (given === 'help') {
    console.log(reportHelp());
    return EXIT.done;
  }
  const study = studyIn(given.study);
  const { chartSvg, close } = await drawing();
  try {
    const field = fieldOf(study);
    const advice = adviceIn(field, given.budgets);
    const asked = limited(given.budgets).length > 0;
    const report = reportOf(study, {
      draw: (own, axis) => chartSvg(own, axis, PAGE_THEME),
      linkTo: (point) => linkTo(given.lab, point),
      advice: study.points.length > 0 ? adviceSentences(advice) : [],
      guidance: guidanceTable(field),
    });
    write(given, report, (id) => chartSvg(study, id));
    return asked && !advice.recommended ? EXIT.nothingSatisfies : EXIT.done;
  } finally {
    await close();
  }
}

function studyIn(file: string): Study {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ReportFailure(say.unreadable(file, (error as Error).message));
  }
  const study = parseStudy(text);
  if (!study.ok) throw new ReportFailure(sentence(study));
  return study.value;
}

/** Charts are Svelte's: Vite compiles them, as for the page. */
async function drawing() {
  const server = { middlewareMode: true, hmr: false, ws: false, watch: null } as const;
  const vite = await createServer({ server, appType: 'custom', logLevel: 'error' });
  const { chartSvg } = (await vite.ssrLoadModule('/src/charts/chartSvg.ts')) as typeof Drawing;
  return { chartSvg, close: () => vite.close() };
}

function linkTo(lab: string, { plan, accuracy, origin }: OperatingPoint): string {
  const address = new URL(lab);
  const { id } = origin.environment.model;
  if (id !== null) address.searchParams.set('model', id);
  address.hash = linkOf({ plan, images: askedFor(accuracy.afterCutting.total) });
  return address.href;
}

function write(
  given: ReportArguments,
  report: Report,
  chart: (id: Report['charts'][number]['id']) => string,
): void {
  const folder = given.out ?? dirname(given.study);
  mkdirSync(folder, { recursive: true });
  const files = Object.fromEntries(report.charts.map(({ id }) => [id, `report-${id}.svg`]));
  for (const { id } of report.charts) writeFileSync(join(folder, files[id]), chart(id));
  writeFileSync(join(folder, 'report.html'), reportHtml(report));
  writeFileSync(join(folder, 'report.md'), reportMarkdown(report, files));
  console.log(say.written(folder, ['report.html', 'report.md', ...Object.values(files)]));
}

try {
  process.exitCode = await main();
} catch (error) {
  const explained = error instanceof ArgumentError || error instanceof ReportFailure;
  console.error(explained ? error.message : error);
  process.exitCode = error instanceof ArgumentError ? EXIT.wrongArguments : EXIT.failed;
}
