/**
 * Draws hexadecimal digits, the same for the same seed, so that a simulation can be repeated (the generator is
 * splitmix32).
 */
export function seededDraw(seed: number): (digits: number) => string {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  return (digits) => {
    const words = Array.from({ length: Math.ceil(digits / 8) }, () => next().toString(16).padStart(8, "0"));
    return words.join("").slice(0, digits);
  };
}
