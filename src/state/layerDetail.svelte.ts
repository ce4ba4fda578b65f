import type { Refusal } from '../base/outcome';
import { SvelteMap } from 'svelte/reactivity';
import type { LayerDetail } from '../pruning/layerDetail';
import type { Plan } from '../pruning/plan';
import { tableKey } from './tableState.svelte';
import type { LabWorkers } from './labWorkers';

type Entry = LayerDetail | Refusal | 'asked';

const LANE = 'layer-detail';
/** Up to a megabyte each. */
const KEPT = 8;

/** Layers under the magnifier, each asked for once for all levels; the newest wish ends those before it. */
export class LayerDetailState {
  readonly #entries = new SvelteMap<string, Entry>();
  readonly #labWorkers: Pick<LabWorkers, 'layerDetail'>;

  constructor(labWorkers: Pick<LabWorkers, 'layerDetail'>) {
    this.#labWorkers = labWorkers;
  }

  /** Null while it is not there. @param layer index in the network */
  detailOf(plan: Plan, layer: number): LayerDetail | null {
    const entry = this.#entries.get(keyOf(plan, layer));
    return entry && typeof entry === 'object' && 'goneAt' in entry ? entry : null;
  }

  refusalOf(plan: Plan, layer: number): Refusal | null {
    const entry = this.#entries.get(keyOf(plan, layer));
    return entry && typeof entry === 'object' && 'code' in entry ? entry : null;
  }

  /** Does nothing where the layer is there or on its way. */
  async ask(plan: Plan, layer: number): Promise<void> {
    const key = keyOf(plan, layer);
    if (this.#entries.get(key) === 'asked' || this.detailOf(plan, layer)) return;
    this.#entries.set(key, 'asked');
    const detail = await this.#labWorkers.layerDetail({ lane: LANE, plan, layer });
    this.#entries.delete(key);
    if (!detail.ok && detail.code === 'superseded') return;
    this.#entries.set(key, detail.ok ? detail.value : detail);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > KEPT) this.#entries.delete(oldest);
  }
}

function keyOf(plan: Plan, layer: number): string {
  return `${layer} ${tableKey(plan)}`;
}
