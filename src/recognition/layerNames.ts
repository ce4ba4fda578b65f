/** Names after what a layer does: `block_3/expand` in an inverted residual, `separable_2/pointwise` in MobileNetV1. */
import type { Draft } from './draft';

export function layerNames(drafts: readonly Draft[]): string[] {
  const names = new Map<number, string>();
  const readersOf = (layer: number) => drafts.filter(({ from }) => from === layer);
  let [blocks, separables] = [0, 0];
  for (const { index, kind, from } of drafts) {
    if (kind !== 'depthwise') continue;
    const [reader] = readersOf(index);
    const residual = reader?.kind === 'pointwise' && !reader.activated;
    const name = residual ? `block_${blocks++}` : `separable_${separables++}`;
    names.set(index, `${name}/depthwise`);
    if (reader?.kind === 'pointwise')
      names.set(reader.index, `${name}/${residual ? 'project' : 'pointwise'}`);
    const before = from === null ? null : drafts[from];
    if (residual && before && expands(before)) names.set(before.index, `${name}/expand`);
    const added = reader?.adds ?? null;
    if (residual && added !== null && !names.has(added)) names.set(added, `${name}/shortcut`);
  }
  const dense = drafts.filter(({ kind }) => kind === 'dense');
  for (const [i, { index }] of dense.entries())
    names.set(index, i === dense.length - 1 ? 'classifier' : `hidden_${i}`);
  const first = drafts.find(({ from }) => from === null);
  if (first && !names.has(first.index)) names.set(first.index, 'stem');
  const pools = drafts.filter(({ kind }) => kind === 'pool');
  for (const { index, from } of pools) {
    names.set(index, pools.length === 1 ? 'pool' : `pool_${index}`);
    if (from !== null && !names.has(from)) names.set(from, 'head');
  }
  return drafts.map(({ index, kind }) => names.get(index) ?? `${kind}_${index}`);
}

function expands({ kind, activated, from }: Draft): boolean {
  return kind === 'pointwise' && activated && from !== null;
}
