/** Confirming what the columns of a board's text are: the mapping as it is chosen, and why it cannot be taken. */
import { valueOf, type ColumnMapping, type MappedColumn } from './textColumns';
import { isShuntVoltage } from './textNames';
import { UNIT_SCALES } from './textUnits';
import type { ColumnPreview } from './textLines';

export const CHOSEN_ROLES = ['volts', 'amps', 'watts'] as const;
export type ChosenRole = (typeof CHOSEN_ROLES)[number];

/** Less is no supply of a board, but may well be the voltage over a shunt. */
const LEAST_SUPPLY_VOLTS = 1;

export function unitsOf(role: ChosenRole): readonly string[] {
  return Object.keys(UNIT_SCALES[role]);
}

export function unitOf(role: ChosenRole, column: MappedColumn): string {
  const units = Object.entries(UNIT_SCALES[role]);
  return units.find(([, scale]) => scale === column.scale)?.[0] ?? units[0][0];
}

/** The mapping with one column put in, or taken out where `key` is ''. */
export function withColumn(
  mapping: ColumnMapping,
  role: ChosenRole,
  key: string,
  unit: string,
): ColumnMapping {
  const column = key === '' ? undefined : { key, scale: UNIT_SCALES[role][unit] };
  const own = role === 'volts' ? { constantVolts: undefined } : {};
  return { ...mapping, ...own, [role]: column };
}

/** A supply that no column tells; null: a column does. */
export function withConstantVolts(mapping: ColumnMapping, volts: number | null): ColumnMapping {
  return { ...mapping, volts: undefined, constantVolts: volts ?? undefined };
}

/** Whether the mapping takes the same columns as a channel's. */
export function takes(mapping: ColumnMapping, channel: ColumnMapping): boolean {
  return CHOSEN_ROLES.every((role) => mapping[role]?.key === channel[role]?.key);
}

/** Whether the board's commas may be read in two ways. */
export function hasCommas(preview: readonly ColumnPreview[]): boolean {
  return preview.some(({ text }) => text?.includes(','));
}

/** In volts, amps or watts; NaN where the column is not there. */
export function liveValue(
  mapping: ColumnMapping,
  role: ChosenRole,
  preview: readonly ColumnPreview[],
): number {
  if (role === 'volts' && mapping.constantVolts) return mapping.constantVolts;
  const column = mapping[role];
  const shown = preview.find(({ key }) => key === column?.key);
  if (!column || !shown) return NaN;
  return valueOf(new Map([[shown.key, shown]]), column, mapping.decimal);
}

/** Why a mapping cannot be confirmed. */
export type MappingProblem =
  | { readonly id: 'columns-missing' }
  | { readonly id: 'shunt-voltage'; readonly column: string }
  | { readonly id: 'no-supply'; readonly volts: number };

/** Null where it can be confirmed. */
export function mappingProblem(
  mapping: ColumnMapping,
  preview: readonly ColumnPreview[],
): MappingProblem | null {
  const { volts, amps, watts, constantVolts } = mapping;
  if (!watts && !((volts ?? constantVolts) && amps)) return { id: 'columns-missing' };
  if (volts && isShuntVoltage(volts.key)) return { id: 'shunt-voltage', column: volts.key };
  const supply = liveValue(mapping, 'volts', preview);
  return Math.abs(supply) < LEAST_SUPPLY_VOLTS ? { id: 'no-supply', volts: supply } : null;
}
