/** Lines of the notice, between the legend and the frame: room of its own, so that it covers nothing. */
import { textWidth } from './legend';

export interface NoticeLine {
  readonly text: string;
  /** Of the base line, pixels. */
  readonly y: number;
}

export const LINE_HEIGHT = 16;
/** From a line's top to its base. */
const ASCENT = 12;
/** Semi-bold text is so much wider. */
const BOLD = 1.1;

/** @param top pixels; @param width that a line may have, pixels: a longer word stands alone */
export function noticeLines(notice: string, top: number, width: number): NoticeLine[] {
  const lines: string[] = [];
  for (const word of notice.split(' ')) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    const fits = lines.length > 0 && BOLD * textWidth(longer) <= width;
    if (fits) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines.map((text, i) => ({ text, y: top + i * LINE_HEIGHT + ASCENT }));
}
