/** Another program: takes one core in bursts, from one to eight seconds long, with rests as long between them. */
let state = 1;
/** Between 1 and 8 s, the same each time that it is started. */
function seconds() {
  state = (state * 48271) % 2147483647;
  return 1 + (7 * state) / 2147483647;
}

for (;;) {
  const until = performance.now() + 1000 * seconds();
  while (performance.now() < until);
  const rest = 1000 * seconds();
  await new Promise((woken) => setTimeout(woken, rest));
}
