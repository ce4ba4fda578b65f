/** Components hold no words of their own: what a person reads comes from src/words. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const ROOMS = [
  'src/controls',
  'src/panels/shell',
  'src/panels/lessons',
  'src/panels/plan',
  'src/panels/allocate',
  'src/panels/benchmark',
  'src/panels/study',
  'src/panels/advice',
  'src/panels/energy',
  'src/panels/meter',
  'src/panels/figures',
  'src/panels/export',
  'src/panels/results',
  'src/panels/network',
  'src/panels/pictures',
  'src/panels/glossary',
  'src/panels/guide',
  'src/panels/tour',
  'src/panels/play',
  'src/panels/expectation',
  'src/panels/answers',
  'src/panels/palette',
  'src/panels/offline',
  'src/charts',
];

const READ_ATTRIBUTES =
  /^(aria-(label|description|valuetext|roledescription)|title|placeholder|alt|label|legend|text)$/;
const LETTERS = /\p{L}/u;
const CAPITAL = /^\p{Lu}\p{Ll}/u;
const SENTENCE = /\p{L},? \p{L}/u;

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** Where a literal is compared with something, or names a table of rows, it is an id. */
function literals(node: Node): string[] {
  if (node.type === 'BinaryExpression' && /^[!=]==?$/.test(String(node.operator))) return [];
  if (node.type === 'ImportDeclaration' || node.type.startsWith('TS')) return [];
  if (isNode(node.callee) && node.callee.name === 'inWords')
    return (node.arguments as Node[]).slice(1).flatMap(literals);
  if (node.type === 'Literal') return typeof node.value === 'string' ? [node.value] : [];
  if (node.type === 'TemplateElement') return [(node.value as { raw: string }).raw];
  if (node.type === 'Text') return [String(node.data)];
  return childrenOf(node).flatMap(literals);
}

/** Text that the page shows, or reads aloud. */
function markupWords(node: Node): string[] {
  if (node.type === 'Text') return [String(node.data)];
  if (node.type === 'ExpressionTag') return literals(node);
  if (node.type === 'StyleDirective') return [];
  if (node.type === 'Attribute' && !READ_ATTRIBUTES.test(String(node.name))) return [];
  return childrenOf(node).flatMap(markupWords);
}

/** What is handed to other components and to snippets, which may show it. */
function handedOn(node: Node): string[] {
  if (node.type === 'RenderTag' || node.type === 'ConstTag') return literals(node);
  const given = node.type === 'Component' ? (node.attributes as Node[]) : [];
  const read = given.filter(({ name }) => !/^on/.test(String(name)));
  return [...read.flatMap(literals), ...childrenOf(node).flatMap(handedOn)];
}

function ownWords(source: string): string[] {
  const { fragment, instance, module } = parse(source, { modern: true });
  const markup = fragment as unknown as Node;
  const scripts = [instance, module].flatMap((script) => (script ? [script.content] : []));
  const made = scripts.flatMap((script) => literals(script as unknown as Node));
  const found = [
    ...markupWords(markup).filter((text) => LETTERS.test(text)),
    ...[...handedOn(markup), ...made].filter((text) => CAPITAL.test(text) || SENTENCE.test(text)),
  ];
  return [...new Set(found.map((text) => text.trim()))];
}

function componentsOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith('.svelte'))
    .map((name) => `${folder}/${name}`);
}

describe('words of a component', () => {
  it('are found in text, attributes, expressions and scripts', () => {
    const found = ownWords(`
      <script lang="ts">
        import Dialog from './Dialog.svelte';
        const HINT: Record<'a b', string> = { a: 'Keep it short' };
        const id = 'chosen';
        const CHOICES = [{ id: 'auto', label: 'Auto' }];
      </script>
      {#if id === 'chosen'}<p class="soft note">Hello {name}</p>{/if}
      <button style:top="{top}px" aria-label="Undo" onclick={() => go('on')}>{on ? 'Pause' : say.resume} ↶</button>
      <Dialog title={\`Of \${name}\`} closing="Enough" options={[{ id: 'a', hint: 'Less' }]} />
      {@render row('Accuracy', 'accuracy')}
      <p>{inWords('methods', method).label}</p>
      <style>p { color: red; }</style>
    `);
    const words = 'Hello, Undo, Pause, Of, Enough, Less, Accuracy, Keep it short, Auto';
    expect(found).toEqual(words.split(', '));
  });

  it.each(['src/App.svelte', ...ROOMS.flatMap(componentsOf)])('none in %s', (file) => {
    expect(ownWords(readFileSync(join(ROOT, file), 'utf8'))).toEqual([]);
  });
});
