/** Markup in which nothing that somebody else wrote is markup. */
export class Markup {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | Markup | readonly Part[];

/** Whatever stands in `${…}` is text, but for what this function made. */
export function markup(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    fixed.map((own, i) => own + (i < parts.length ? escaped(parts[i]) : '')).join(''),
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(escaped).join('');
  return shown(String(part)).replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
}

/** A text in one line of Markdown: none of its signs means anything there. */
export function markdown(text: string): string {
  return shown(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#|~>]/g, '\\$&')
    .replace(/^([-+=])|^(\d+)(?=[.)](?: |$))/, (sign) =>
      /\d/.test(sign) ? `${sign}\\` : `\\${sign}`,
    )
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;');
}

/** Signs that nobody sees, or that turn the direction of what follows (Unicode's Bidi_Control), are left out. */
function shown(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu, '');
}
