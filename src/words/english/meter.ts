/** The power meter. */

export const meter = {
  /** `±0.19 % of the reading and ±0.4 mA` */
  accuracy: ({ share, amps }: { share: number; amps: number }) => {
    const factor = `±${+(100 * share).toPrecision(3)} % of the reading`;
    return amps > 0 ? `${factor} and ±${+(1000 * amps).toPrecision(3)} mA` : factor;
  },
};
