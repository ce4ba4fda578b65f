/** Numbers as people read them: thin, unambiguous, always with their unit, in the way of the page's language. */

import { onFirstUse } from '../base/onFirstUse';
import * as written from '../base/percent';
import { language } from './language';

const clock = onFirstUse(() => new Intl.DateTimeFormat(language.locale, { timeStyle: 'medium' }));
const calendar = onFirstUse(
  () => new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium' }),
);
const grouped = onFirstUse(() => new Intl.NumberFormat(language.locale));
const mark = onFirstUse(() => grouped().formatToParts(0.5)[1].value);

/** With its first format the browser reads what it knows of all languages: a task of its own, while the page still loads. */
export function prepareNumbers(): void {
  mark();
}

/** Digits as programs write them, `1.50`, with the language's mark: `1,50`. */
export function local(digits: string): string {
  return mark() === '.' ? digits : digits.replaceAll(/\.(?=\d)/g, mark());
}

export function count(value: number): string {
  return grouped().format(value);
}

/** With so many digits behind the mark, and a true minus. */
export function decimal(value: number, digits: number): string {
  return local(written.fixed(value, digits));
}

/** With no more than so many digits that tell. */
export function rounded(value: number, digits: number): string {
  return local(String(+value.toPrecision(digits)));
}

/** As `percent`, without its sign. */
export function percentDigits(share: number, digits: number): string {
  return local(written.percentDigits(share, digits));
}

/** A plan's level to its last digit: `12.5 %`. */
export function levelText(level: number): string {
  return local(written.levelText(level));
}

export function millions(value: number): string {
  return `${decimal(value / 1e6, value < 1e7 ? 3 : 2)} M`;
}

export function bytes(value: number): string {
  if (value >= 1e9) return `${decimal(value / 1e9, 2)} GB`;
  return value >= 1e6 ? `${decimal(value / 1e6, 2)} MB` : `${decimal(value / 1e3, 0)} kB`;
}

export function percent(share: number, digits = 2): string {
  return `${percentDigits(share, digits)} %`;
}

export function milliseconds(value: number): string {
  return `${decimal(value, value < 10 ? 2 : 1)} ms`;
}

export function millijoules(joules: number): string {
  const value = 1000 * joules;
  return `${decimal(value, Math.abs(value) < 10 ? 2 : 1)} mJ`;
}

/** Against the dense network: `−64 %`, `=` where nothing changed, `±0.0 %` where that is too little to be told. */
export function change(value: number, dense: number): string {
  if (value === dense || dense === 0) return '=';
  const share = value / dense - 1;
  if (Math.abs(share) < 5e-6) return `±${local('0.0')} %`;
  const digits = Math.abs(share) < 0.0995 ? 1 : 0;
  return `${share < 0 ? '−' : '+'}${percentDigits(Math.abs(share), digits)} %`;
}

/** A share as points of a per cent, with its sign: `−1.00`. */
export function points(share: number): string {
  const text = Math.abs(100 * share).toFixed(2);
  return `${text === '0.00' ? '±' : share < 0 ? '−' : '+'}${local(text)}`;
}

/** `29 Nov 2026` @param date ISO 8601 */
export function day(date: string): string {
  return calendar().format(new Date(date));
}

/** `14:05:09` */
export function timeOfDay(date: Date): string {
  return clock().format(date);
}

export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
