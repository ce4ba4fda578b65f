/** What a teacher hands out leads to the same page, and says where it would not. */
import { describe, expect, it } from 'vitest';
import {
  frameCode,
  fromElsewhere,
  isKeptHere,
  isThisMachine,
  lessonAddress,
} from '../../src/panels/lessons/lessonAddress';
import { DEFAULT_MODEL, MODELS } from '../../src/subject/models';
import { LessonState, type Lesson } from '../../src/state/lessonState.svelte';
import { ViewState } from '../../src/state/viewState.svelte';
import { testWorkbench } from '../state/testWorkbench';
import { vi } from 'vitest';

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => {} }));

const LESSON: Lesson = { task: 'a & "b"', hidden: ['study'], embedded: [], presenting: false };

function address(href: string, model: { id: string } = DEFAULT_MODEL): URL {
  const { workbench: page } = testWorkbench();
  const shown = { page, view: new ViewState(), lesson: new LessonState() };
  return new URL(lessonAddress(shown, model, LESSON, href));
}

describe('the address of a lesson', () => {
  it('is whole, and of the lesson that is made, not of the page’s own', () => {
    const { origin, pathname, searchParams, hash } = address(
      'https://example.org/lab/?workers=2#method=fpgm&present=yes',
      MODELS[1],
    );
    expect(origin + pathname).toBe('https://example.org/lab/');
    expect(Object.fromEntries(searchParams)).toEqual({ workers: '2', model: MODELS[1].id });
    expect(new URLSearchParams(hash.slice(1)).get('task')).toBe(LESSON.task);
    expect(hash).toContain('hide=study');
    expect(hash).not.toContain('present');
  });

  it.each([
    ['http://localhost:4173/', true],
    ['http://127.0.0.1:4173/lab/', true],
    ['http://[::1]:4173/', true],
    ['file:///lab/index.html', true],
    ['http://192.168.1.7:4173/', false],
    ['https://localhost.example.org/', false],
  ])('%s leads to this machine alone: %s', (href, alone) => {
    expect(isThisMachine(href)).toBe(alone);
  });

  it('is of the local network where the server tells one', () => {
    const lan = { urls: ['http://192.168.1.20:4174/', 'http://10.0.0.3:4174/'] };
    const here = 'http://127.0.0.1:4173/?workers=2#level=0.5';
    expect(fromElsewhere(here, lan)).toBe('http://192.168.1.20:4174/?workers=2#level=0.5');
    expect(fromElsewhere(here, null)).toBe(here);
    expect(fromElsewhere('https://example.org/lab/#a', lan)).toBe('https://example.org/lab/#a');
  });

  it('of a network that was brought leads others to no such network', () => {
    expect(isKeptHere({ id: 'mine' })).toBe(true);
    expect(MODELS.some(isKeptHere)).toBe(false);
  });
});

describe('the code of a frame', () => {
  it('keeps address and title whole, whatever stands in them', () => {
    const code = frameCode('https://example.org/?a=1&b="2"', '"Lab" & more');
    const read = (name: string) =>
      new RegExp(` ${name}="([^"]*)"`)
        .exec(code)![1]
        .replaceAll('&quot;', '"')
        .replaceAll('&amp;', '&');
    expect(read('src')).toBe('https://example.org/?a=1&b="2"');
    expect(read('title')).toBe('"Lab" & more');
    expect(code).toMatch(/^<iframe [^<>]*><\/iframe>$/);
  });
});
