export const benchmark = {};
