export const meter = {};
