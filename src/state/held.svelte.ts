/** A value that is replaced as a whole; whoever shows it hears of it. */
export class Held<T> {
  value: T;

  constructor(first: T) {
    this.value = $state.raw(first);
  }
}
