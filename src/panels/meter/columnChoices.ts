/** Confirming what the columns of a board's text are: what is offered, in words. */
import type { ChosenRole } from '../../meter/protocols/chosenColumns';
import type { Decimal } from '../../meter/protocols/textNumbers';
import { isShuntVoltage } from '../../meter/protocols/textNames';
import type { ColumnPreview } from '../../meter/protocols/textLines';

export const ROLE_FIELDS: readonly { role: ChosenRole; label: string; unit: string }[] = [
  { role: 'volts', label: 'Supply voltage', unit: 'V' },
  { role: 'amps', label: 'Current', unit: 'A' },
  { role: 'watts', label: 'Power', unit: 'W' },
];

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

export const DECIMAL_CHOICES: readonly { value: Decimal; label: string }[] = [
  { value: 'point', label: '1,234 is a thousand' },
  { value: 'comma', label: '1,234 is a fraction' },
];
