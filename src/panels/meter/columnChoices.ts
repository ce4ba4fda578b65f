/** Confirming what the columns of a board's text are: what is offered, in words. */
import type { ChosenRole, MappingProblem } from '../../meter/protocols/chosenColumns';
import type { Decimal } from '../../meter/protocols/textNumbers';
import { isShuntVoltage } from '../../meter/protocols/textNames';
import type { ColumnPreview } from '../../meter/protocols/textLines';
import { words } from '../../words/words';

const say = words.meter;

export const ROLE_FIELDS: readonly { role: ChosenRole; unit: string }[] = [
  { role: 'volts', unit: 'V' },
  { role: 'amps', unit: 'A' },
  { role: 'watts', unit: 'W' },
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
    const shown = say.column(key, `${text ?? value}${unit ? ` ${unit}` : ''}`);
    return { key, label: disabled ? say.shuntColumn(shown) : shown, disabled };
  });
}

export const DECIMALS: readonly Decimal[] = ['point', 'comma'];

/** Why the columns cannot be confirmed, and what to do. */
export function problemText(problem: MappingProblem): string {
  switch (problem.id) {
    case 'columns-missing':
      return say.columnsMissing;
    case 'shunt-voltage':
      return say.shuntVoltage(problem.column);
    case 'no-supply':
      return say.noSupply(problem.volts);
  }
}
