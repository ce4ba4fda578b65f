/** Modules hold no words of their own, but for what no person reads: the counterpart of components.test.ts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const ROOMS = [
  'src/panels',
  'src/controls',
  'src/charts',
  'src/state',
  'src/bridge',
  'src/storage',
  'cli',
];

/** Files whose texts are not the page's language, and why. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'src/charts/axes.ts': 'a table, whose rows stand in English',
  'src/panels/device/boardCommands.ts': 'commands to be typed',
  'src/panels/meter/meterHelp.ts': 'commands to be typed',
  'src/panels/meter/missingApi.ts': 'names of the browser’s interfaces',
  'src/state/connectedMeter.ts': 'names of meters in study.json',
  'src/charts/palette.ts': 'style sheets',
  'cli/board/readBoard.ts': 'names in /proc/meminfo',
  'cli/headers.ts': 'HTTP',
  'cli/installable.ts': 'the manifest, which is in English',
  'cli/icons.ts': 'HTML',
  'cli/chromium.ts': 'names of Chromium’s own pages',
  'src/panels/glossary/sources.ts': 'authors',
  'cli/lan/certificate.ts': 'the name in a certificate',
  'cli/writeCheckpoint.ts': 'files beside a checkpoint',
  'cli/train.ts': 'training.json',
  'cli/train/page.ts': 'training.json',
  'cli/bench/goals.ts': 'names of works',
  'cli/bench/feelFigures.ts': 'selectors and keys',
  'cli/bench/mainThread.ts': 'names of Chromium’s trace',
  'cli/bench/pageDrag.ts': 'Chromium’s protocol',
  'cli/bench/pageMemory.ts': 'Chromium’s protocol',
  'cli/bench/pageTap.ts': 'Chromium’s protocol',
  'cli/bench/pagePainting.ts': 'selectors',
  'cli/bench/pagePoints.ts': 'selectors and keys',
  'cli/bundledImages.ts': 'damage to the repository',
  'cli/buildKernels.ts': 'for whoever changes kernels',
  'cli/test.ts': 'for whoever changes the lab',
  'cli/testUsb.ts': 'for whoever changes the lab',
  'cli/usb/qemuGuest.ts': 'for whoever changes the lab',
  'cli/guest/byHand.ts': 'for whoever changes the lab',
  'cli/guest/guestBrowser.ts': 'for whoever changes the lab',
  'cli/testPi.ts': 'for whoever changes the lab',
  'cli/piGuest/checks.ts': 'for whoever changes the lab',
  'cli/piGuest/sameBits.ts': 'for whoever changes the lab',
  'cli/piGuest/works.ts': 'for whoever changes the lab',
  'cli/piGuest/driveLab.ts': 'for whoever changes the lab',
  'cli/piGuest/qemuPi.ts': 'the kernel’s command line',
};

/** Ids and selectors that look like words. */
const IDS = ['32px b1', '32px b16', 'AltGraph', 'Files', 'Rival', 'button, input'];

const NAME = /^\p{Lu}\p{Ll}/u;
const SENTENCE = /\p{L},? \p{L}/u;

/** Texts that are handed on, but not those that something is compared with, nor errors, which are bugs. */
function ownWords(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isSilent(node)) return;
    const own = textOf(node);
    if (own !== null && (NAME.test(own) || SENTENCE.test(own))) found.push(own);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('module.ts', text, ts.ScriptTarget.Latest, true));
  return found;
}

function textOf(node: ts.Node): string | null {
  const isPart = ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
  return isPart || ts.isStringLiteralLike(node) ? node.text : null;
}

function isSilent(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || ts.isThrowStatement(node)) return true;
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  return node.parent !== undefined && isId(node, node.parent);
}

/** A key, or what something is compared with. */
function isId(node: ts.Node, parent: ts.Node): boolean {
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  if (ts.isCaseClause(parent)) return parent.expression === node;
  return ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText());
}

function modulesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);
}

describe('words of a module', () => {
  it('are found wherever they are handed on', () => {
    const found = ownWords(`
      import { a } from './A b';
      type Way = 'on foot' | 'by car';
      const KEYS = { 'arrow up': 'north', title: 'Undo it' };
      const text = (n: number) => \`\${n} images left\`;
      if (key === 'Page Down') say(way === 'by car' ? 'Drive' : 'id');
      throw new Error('no such key');
    `);
    expect(found).toEqual(['Undo it', ' images left', 'Drive']);
  });

  it.each(ROOMS.flatMap(modulesOf).filter((file) => !(file in OTHERWISE)))('none in %s', (file) => {
    const found = ownWords(readFileSync(join(ROOT, file), 'utf8'));
    expect(found.filter((text) => !IDS.includes(text))).toEqual([]);
  });
});
