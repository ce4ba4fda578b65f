/**
 * What `of` gives, as state of its own. A derived value has all that hangs on it asked anew whenever one of its sources
 * changes, before it is known to be the same: too much for each mark of a chart at each event of a slider.
 */
export function steady<T>(of: () => T): { readonly current: T } {
  let current = $state.raw(of());
  $effect.pre(() => {
    current = of();
  });
  return {
    get current() {
      return current;
    },
  };
}
