/** What a person wants of the page, one row each, with the tabs that serve it. */
export const VIEWS = [
  { id: 'explore', tabs: ['chart', 'figures', 'plan', 'classes'] },
  { id: 'study', tabs: ['study', 'table', 'advice', 'compare', 'lineage'] },
  { id: 'energy', tabs: ['energy', 'meter'] },
  { id: 'network', tabs: ['blocks', 'allocate'] },
  { id: 'device', tabs: ['benchmark', 'environment'] },
] as const;
export type ViewRow = (typeof VIEWS)[number];
export type ViewId = ViewRow['id'];
export type Tab = ViewRow['tabs'][number];
export const TABS: readonly Tab[] = VIEWS.flatMap(({ tabs }) => [...tabs]);

export function viewOf(tab: Tab): ViewRow {
  return VIEWS.find(({ tabs }) => (tabs as readonly Tab[]).includes(tab))!;
}
