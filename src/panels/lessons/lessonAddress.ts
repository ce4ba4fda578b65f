/** Addresses that a teacher hands out. */
import type { LabModel } from '../../subject/labModel';
import { MODELS } from '../../subject/models';
import type { ClassAddresses } from '../../protocol/classAddresses';
import type { Lesson } from '../../state/lessonState.svelte';
import { modelLink, pageLink, type Shown } from '../shell/pageLink';

/** The whole address of the page with this lesson. @param href of the page now */
export function lessonAddress(
  shown: Shown,
  model: Pick<LabModel, 'id'>,
  lesson: Lesson,
  href: string,
): string {
  return new URL(`${modelLink(href, model)}#${pageLink({ ...shown, lesson })}`, href).href;
}

/** Who opens the address elsewhere has no such network. */
export function isKeptHere({ id }: Pick<LabModel, 'id'>): boolean {
  return MODELS.every((model) => model.id !== id);
}

/** The same page at the address that a class reaches, where this one leads to this machine alone. */
export function fromElsewhere(href: string, addresses: ClassAddresses | null): string {
  const [first] = addresses?.urls ?? [];
  if (!first || !isThisMachine(href)) return href;
  const { search, hash } = new URL(href);
  return new URL(search + hash, first).href;
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** No other machine is led to the page by it. */
export function isThisMachine(href: string): boolean {
  const { hostname, protocol } = new URL(href);
  return protocol === 'file:' || LOOPBACK.test(hostname);
}

/** HTML for another page. What that page has of isolation, and so of fine timers and shared memory, is passed on. */
export function frameCode(address: string, title: string): string {
  const attributes = {
    ...{ src: address, title, width: '960', height: '640' },
    ...{ style: 'border:0;max-width:100%', allow: 'cross-origin-isolated', loading: 'lazy' },
  };
  const written = Object.entries(attributes).map(([name, value]) => `${name}="${quoted(value)}"`);
  return `<iframe ${written.join(' ')}></iframe>`;
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
