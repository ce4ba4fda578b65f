/** Light or dark as the reader's system is, and ink on paper. The charts take their colours from the same names. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#191b1d, #eceae6); --ink-soft: light-dark(#5b6166, #a0a4a6);
  --line: light-dark(#d5d6d1, #303437); --panel: light-dark(#ffffff, #1a1c1e); --accent-line: light-dark(#c43e06, #ff8f5c); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--panel); color: var(--ink);
  font: 16px/1.5 system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { margin: 0 0 0.25em; font-size: 1.9rem; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 2.25rem 0 0.75rem; padding-top: 0.5rem; border-top: 1px solid var(--line); font-size: 1.25rem; }
p, ul { max-width: 46rem; overflow-wrap: anywhere; }
li { margin: 0.3em 0; }
a { color: inherit; text-decoration-color: var(--accent-line); text-underline-offset: 0.15em; }
.question { margin: 0 0 1.5rem; color: var(--ink-soft); font-size: 1.2rem; }
dl { display: grid; gap: 0.35rem; margin: 1rem 0; }
dl div { display: grid; grid-template-columns: 11rem 1fr; gap: 1rem; }
dt { color: var(--ink-soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.4rem 0.7rem 0.4rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { color: var(--ink-soft); font-weight: 600; }
tbody th { min-width: 10rem; font-weight: 600; }
td { min-width: 5.5rem; }
figure { margin: 1.5rem 0; }
figcaption { margin-bottom: 0.5rem; font-weight: 600; }
figure svg { display: block; width: 100%; height: auto; }
pre { padding: 0.7rem 0.9rem; border: 1px solid var(--line); border-radius: 6px; font-size: 0.85rem; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.notes { white-space: pre-line; }
@media (max-width: 40rem) { dl div { grid-template-columns: 1fr; gap: 0; } }
@media print {
  :root { color-scheme: light; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .wide { overflow: visible; }
  table { font-size: 7.5pt; }
  tbody th, td { min-width: 0; }
  h2, figcaption { break-after: avoid; }
  figure, tr, li, pre { break-inside: avoid; }
  @page { margin: 16mm; }
}
`;
