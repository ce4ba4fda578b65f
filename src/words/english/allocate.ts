export const allocate = {};
