/** Rows of loops as a table, or as their instructions. */
import { commands } from '../../src/words/commands';
import { multiplyAddsOf } from './multiplyAdds';
import type { LoopModel } from './pipeline';

const say = commands.cycles;

export interface LoopRow extends LoopModel {
  /** Of the function in which it lies. */
  readonly name: string;
}

/** As Markdown. */
export function cyclesTable(rows: readonly LoopRow[]): string {
  const ruler = say.columns.map(() => '---');
  return [say.columns, ruler, ...rows.map(cells)].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function cells({ name, instructions, cycles, busiestCycles, limit }: LoopRow): string[] {
  const multiplyAdds = multiplyAddsOf(instructions);
  return [
    ...[`\`${name}\``, `${instructions.length}`, cycles.toFixed(1), busiestCycles.toFixed(1)],
    ...(multiplyAdds > 0 ? [`${multiplyAdds}`, (multiplyAdds / cycles).toFixed(2)] : ['', '']),
    say.limits[limit],
  ];
}

export function listing(rows: readonly LoopRow[]): string {
  return rows
    .map((row) => [`| ${cells(row).join(' | ')} |`, ...row.instructions].join('\n'))
    .join('\n\n');
}
