import { language } from '../words/language';
import { reportWords } from '../words/reportWords';
import { markup, Markup } from './escaped';
import type { Report, ReportedMethod, ReportTable } from './report';
import { REPORT_STYLE } from './reportStyle';

const say = reportWords;

/** One file that needs no other: nothing in it runs, and nothing is fetched. */
export function reportHtml(report: Report): string {
  const { title, question, facts, notes } = report;
  return markup`<!doctype html>
<html lang="${language.code}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${new Markup(REPORT_STYLE)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${question ? markup`<p class="question">${question}</p>` : ''}
<dl>${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
${section(say.advice, list(report.advice))}
${section(say.guidance, tableOf(say.guidance, report.guidance))}
${section(say.front, tableOf(say.front, report.table))}
${section(say.charts, chartsOf(report))}
${section(say.methods, report.methods.map(methodOf))}
${section(say.threatsTitle, list(report.threats))}
${section(say.repeat, [...commandsOf(report), ...linksOf(report)])}
${section(say.notes, notes ? [markup`<p class="notes">${notes}</p>`] : [])}
</main>
</body>
</html>
`.text;
}

/** None where there is nothing to say. */
function section(title: string, content: readonly Markup[]): Markup | string {
  return content.length > 0 ? markup`<section><h2>${title}</h2>${content}</section>` : '';
}

function list(items: readonly string[]): Markup[] {
  if (items.length === 0) return [];
  return [markup`<ul>${items.map((item) => markup`<li>${item}</li>`)}</ul>`];
}

/** Wider than a narrow screen: it scrolls for itself, by keyboard too. */
function tableOf(label: string, { heads, rows }: ReportTable): Markup[] {
  if (rows.length === 0) return [];
  const head = heads.map((own) => markup`<th scope="col">${own}</th>`);
  const body = rows.map(([name, ...cells]) => {
    const rest = cells.map((cell) => markup`<td>${cell}</td>`);
    return markup`<tr><th scope="row">${name}</th>${rest}</tr>`;
  });
  const table = markup`<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  return [
    markup`<div class="wide" tabindex="0" role="region" aria-label="${label}">${table}</div>`,
  ];
}

function chartsOf({ charts }: Report): Markup[] {
  return charts.map(({ title, svg }) => {
    const caption = markup`<figcaption>${title}</figcaption>`;
    return markup`<figure>${caption}${new Markup(svg)}</figure>`;
  });
}

function methodOf({ label, summary, source }: ReportedMethod): Markup {
  const by = markup`<a href="${source.url}">${source.by}</a>`;
  return markup`<p><strong>${label}.</strong> ${summary} ${by}</p>`;
}

function commandsOf({ commands }: Report): Markup[] {
  return commands.map((command) => markup`<pre><code>${command}</code></pre>`);
}

function linksOf({ links }: Report): Markup[] {
  if (links.length === 0) return [];
  const items = links.map(({ name, address }) => {
    return markup`<li><a href="${address}">${name}</a></li>`;
  });
  return [markup`<p>${say.opensIn}</p><ul>${items}</ul>`];
}
