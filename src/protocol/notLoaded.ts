import { refusal } from '../words/refusal';

/** Said by page, pool and worker alike where they are asked too early. */
export const NOT_LOADED = refusal('not-loaded');
