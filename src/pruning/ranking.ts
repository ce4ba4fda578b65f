/**
 * Who competes with whom: `set` cuts the same share of every set (or layer); `global` ranks normalised
 * scores together; `global-macs` and `global-bytes` rank score divided by what the weight or channel costs.
 */
export type Ranking = 'set' | 'global' | 'global-macs' | 'global-bytes';

export const RANKINGS: readonly Ranking[] = ['set', 'global', 'global-macs', 'global-bytes'];
