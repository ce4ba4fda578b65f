/** What tells in a terminal of a Raspberry Pi what no page is told. */
export const BOARD_COMMANDS = {
  model: 'cat /proc/device-tree/model',
  clock: 'vcgencmd measure_clock arm',
  temperature: 'vcgencmd measure_temp',
  supply: 'vcgencmd get_throttled',
} as const;
