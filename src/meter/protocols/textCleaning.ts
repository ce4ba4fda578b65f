/** What dresses a line up without changing what it says. */

const WIDE: Readonly<Record<string, string>> = { '：': ':', '，': ',', '；': ';', '＝': '=' };
/** Units in Cyrillic letters, after a number. */
const CYRILLIC = /(?<=\d\s?)([мкМ]?)(Вт|В|А)(?![\p{L}])/gu;
const PREFIXES: Readonly<Record<string, string>> = { м: 'm', М: 'm', к: 'k' };
const UNITS: Readonly<Record<string, string>> = { Вт: 'W', В: 'V', А: 'A' };

/** Colours, control characters and what cannot be decoded tell nothing. */
export function cleaned(text: string): string {
  return withoutTeleplot(
    text
      // eslint-disable-next-line no-control-regex
      .replace(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufffd\ufeff]/g, '')
      .replace(/[：，；＝]/g, (wide) => WIDE[wide])
      .replace(
        CYRILLIC,
        (_, prefix: string, unit: string) => (prefix && PREFIXES[prefix]) + UNITS[unit],
      )
      .trim(),
  );
}

/** Teleplot: `>voltage:1627551892437:5.04§V|g`. */
function withoutTeleplot(line: string): string {
  const [, name, rest] = /^>([^:]+):(?:\d{9,}(?:\.\d+)?:)?([^|]*)/.exec(line) ?? [];
  return name === undefined ? line : `${name}: ${rest.replace('§', ' ')}`;
}

/** Without the mark of a comment, and without the brackets of a tuple. */
export function bare(line: string): string {
  return line.replace(/^(?:#(?![,;\t])|\/\/)\s*/, '').replace(/^\(([^()]*)\)$/, '$1');
}
