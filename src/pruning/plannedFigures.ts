/** What a plan will leave, read from its table on the page's own thread: cheap enough for every slider event. */
import { networkCosts, type LayerCosts } from '../model/costs';
import type { Network } from '../model/network';
import { withChannels } from '../model/networkOf';
import type { Plan } from './plan';
import type { PlanTable } from './planTable';
import { weightsBytes } from './weightsBytes';

export interface PlannedFigures {
  readonly parameters: number;
  readonly nonZeros: number;
  /** Multiplications of one image by stored non-zeros. */
  readonly macs: number;
  readonly denseBytes: number;
  readonly encodedBytes: number;
  readonly network: Network;
  readonly layers: readonly LayerCosts[];
}

/** @param dense the network that the table cuts */
export function plannedFigures(
  dense: Network,
  table: PlanTable,
  { level, precision }: Pick<Plan, 'level' | 'precision'>,
): PlannedFigures {
  const row = Math.min(table.rows - 1, Math.round(level * table.stops));
  const sets = table.channels.length / table.rows;
  const layers = table.nonZeros.length / table.rows;
  const network = withChannels(dense, [...table.channels.subarray(row * sets, (row + 1) * sets)]);
  const nonZeros = [...table.nonZeros.subarray(row * layers, (row + 1) * layers)];
  const costs = networkCosts(network, nonZeros);
  const bytes = weightsBytes(network, nonZeros, precision);
  return {
    parameters: costs.parameters,
    nonZeros: costs.nonZeros,
    macs: costs.macs,
    denseBytes: bytes.dense,
    encodedBytes: bytes.encoded,
    network,
    layers: costs.layers,
  };
}

/** Highest level that the table allows. */
export function highestLevel(table: PlanTable): number {
  return (table.rows - 1) / table.stops;
}
