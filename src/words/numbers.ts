/** Numbers as people read them: thin, unambiguous, always with their unit. */

import { fixed, percentDigits } from '../base/percent';

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });
const GROUPED = new Intl.NumberFormat('en-US');

export function count(value: number): string {
  return GROUPED.format(value);
}

export function millions(value: number): string {
  return `${(value / 1e6).toFixed(value < 1e7 ? 3 : 2)} M`;
}

export function bytes(value: number): string {
  return value >= 1e6 ? `${(value / 1e6).toFixed(2)} MB` : `${(value / 1e3).toFixed(0)} kB`;
}

export function percent(share: number, digits = 2): string {
  return `${percentDigits(share, digits)} %`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

export function millijoules(joules: number): string {
  const value = 1000 * joules;
  return `${fixed(value, Math.abs(value) < 10 ? 2 : 1)} mJ`;
}

/** Against the dense network: `−64 %`, or `=` where nothing changed. */
export function change(value: number, dense: number): string {
  if (value === dense || dense === 0) return '=';
  const share = value / dense - 1;
  const digits = Math.abs(share) < 0.0995 ? 1 : 0;
  return `${share < 0 ? '−' : '+'}${percentDigits(Math.abs(share), digits)} %`;
}

/** A share as points of a per cent, with its sign: `−1.00`. */
export function points(share: number): string {
  const text = Math.abs(100 * share).toFixed(2);
  return `${text === '0.00' ? '±' : share < 0 ? '−' : '+'}${text}`;
}

/** `14:05:09` */
export function timeOfDay(date: Date): string {
  return CLOCK.format(date);
}

export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
