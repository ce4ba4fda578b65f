/** Confirming what the columns of a board's text are: choices, live values, and why a choice cannot be taken. */
import { valueOf, type ColumnMapping, type MappedColumn } from '../../meter/protocols/textColumns';
import type { Decimal } from '../../meter/protocols/textNumbers';
import { isShuntVoltage } from '../../meter/protocols/textNames';
import { UNIT_SCALES } from '../../meter/protocols/textUnits';
import type { ColumnPreview } from '../../meter/protocols/textLines';

export type ChosenRole = 'volts' | 'amps' | 'watts';
export const CHOSEN_ROLES: readonly { role: ChosenRole; label: string; unit: string }[] = [
  { role: 'volts', label: 'Supply voltage', unit: 'V' },
  { role: 'amps', label: 'Current', unit: 'A' },
  { role: 'watts', label: 'Power', unit: 'W' },
];

/** Less is no supply of a board, but may well be the voltage over a shunt. */
const LEAST_SUPPLY_VOLTS = 1;

export interface ColumnOption {
  readonly key: string;
  readonly label: string;
  readonly disabled: boolean;
}

/** Every column with its latest value; what lies over the shunt is not offered as the supply. */
export function columnOptions(role: ChosenRole, preview: readonly ColumnPreview[]): ColumnOption[] {
  return preview.map(({ key, unit, value, text }) => {
    const disabled = role === 'volts' && isShuntVoltage(key);
    const shown = `${/^\d+$/.test(key) ? `column ${key}` : key}: ${text ?? value}${unit ? ` ${unit}` : ''}`;
    return { key, label: disabled ? `${shown} (over the shunt, not the supply)` : shown, disabled };
  });
}

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
  return CHOSEN_ROLES.every(({ role }) => mapping[role]?.key === channel[role]?.key);
}

export const DECIMAL_CHOICES: readonly { value: Decimal; label: string }[] = [
  { value: 'point', label: '1,234 is a thousand' },
  { value: 'comma', label: '1,234 is a fraction' },
];

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

/** Why it cannot be confirmed; null where it can. */
export function mappingProblem(
  mapping: ColumnMapping,
  preview: readonly ColumnPreview[],
): string | null {
  const { volts, amps, watts, constantVolts } = mapping;
  if (!watts && !((volts ?? constantVolts) && amps))
    return 'Choose power, or supply voltage and current.';
  if (volts && isShuntVoltage(volts.key))
    return `${volts.key} is the voltage over the shunt, not the supply: choose the bus or load voltage.`;
  const supply = liveValue(mapping, 'volts', preview);
  if (Math.abs(supply) < LEAST_SUPPLY_VOLTS)
    return `${supply.toFixed(3)} V is no supply: choose another column or unit.`;
  return null;
}
