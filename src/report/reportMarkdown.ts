import { reportWords } from '../words/reportWords';
import { markdown } from './escaped';
import type { Report, ReportTable } from './report';

const say = reportWords;

/** @param files of the charts, by axis; a chart without one is left out */
export function reportMarkdown(report: Report, files: Readonly<Record<string, string>>): string {
  const { title, question, facts, advice, guidance, table, charts, methods, threats, notes } =
    report;
  const drawn = charts.filter(({ id }) => Object.hasOwn(files, id));
  const parts = [
    `# ${markdown(title)}`,
    ...(question ? [`> ${markdown(question)}`] : []),
    lines(facts.map(([name, value]) => `- **${markdown(name)}:** ${markdown(value)}`)),
    ...section(say.advice, bullets(advice)),
    ...section(say.guidance, tableOf(guidance)),
    ...section(say.front, tableOf(table)),
    ...section(
      say.charts,
      drawn.map((chart) => `![${markdown(chart.title)}](${files[chart.id]})`),
    ),
    ...section(say.methods, [
      lines(
        methods.map(
          ({ label, summary, source }) =>
            `- **${markdown(label)}.** ${markdown(summary)} [${markdown(source.by)}](${source.url})`,
        ),
      ),
    ]),
    ...section(say.threatsTitle, bullets(threats)),
    ...section(say.repeat, [...report.commands.map(code), ...linksOf(report)]),
    ...section(say.notes, notes ? [markdown(notes)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section(title: string, content: readonly string[]): string[] {
  const said = content.filter((own) => own !== '');
  return said.length > 0 ? [`## ${markdown(title)}`, ...said] : [];
}

function bullets(items: readonly string[]): string[] {
  return [lines(items.map((item) => `- ${markdown(item)}`))];
}

function lines(items: readonly string[]): string {
  return items.join('\n');
}

function tableOf({ heads, rows }: ReportTable): string[] {
  if (rows.length === 0) return [];
  const row = (cells: readonly string[]) => `| ${cells.map(markdown).join(' | ')} |`;
  return [lines([row(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(row)])];
}

/** A fence that no line of it can close. */
function code(command: string): string {
  return lines(['~~~~sh', command.replace(/\s+/g, ' '), '~~~~']);
}

function linksOf({ links }: Report): string[] {
  if (links.length === 0) return [];
  const items = links.map(({ name, address }) => `- [${markdown(name)}](<${address}>)`);
  return [say.opensIn, lines(items)];
}
