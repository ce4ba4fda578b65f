/** What the page asks of the worker that serves it from the browser's store; answered at the port that comes along. */
export const START_NOW = 'start now';

/** False while another window of the lab still runs the version before. */
export type Started = boolean;
