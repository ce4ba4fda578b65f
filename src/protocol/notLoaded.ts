import { refusal } from '../base/outcome';

/** Said by page, pool and worker alike where they are asked too early. */
export const NOT_LOADED = refusal('not-loaded', 'the lab is not loaded: load it first');
