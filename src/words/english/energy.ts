export const energy = {};
