/** Draws the icons of the installed page from public/icon.svg: `npx tsx cli/icons.ts`, after that file was changed. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from './chromium';

const PUBLIC = join(import.meta.dirname, '../public');

/** A maskable icon is cut to any shape: its ground reaches the edges, and what is drawn keeps to the middle 80 %. */
const ICONS = [
  { name: 'icon-192', size: 192, drawn: 1 },
  { name: 'icon-512', size: 512, drawn: 1 },
  { name: 'maskable-512', size: 512, drawn: 0.8 },
];

const drawing = readFileSync(join(PUBLIC, 'icon.svg'));
const ground = /fill="(#\w+)"/.exec(drawing.toString())![1];
const browser = await launchChromium();
const page = await browser.newPage();
mkdirSync(join(PUBLIC, 'icons'), { recursive: true });
for (const { name, size, drawn } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  const style = `margin:0;display:grid;place-items:center;height:100vh;${drawn < 1 ? `background:${ground}` : ''}`;
  const source = `data:image/svg+xml;base64,${drawing.toString('base64')}`;
  await page.setContent(
    `<body style="${style}"><img width="${size * drawn}" height="${size * drawn}" src="${source}">`,
  );
  const file = await page.screenshot({ omitBackground: true });
  writeFileSync(join(PUBLIC, 'icons', `${name}.png`), file);
}
await browser.close();
