import type { Range } from "../model/range";

/** Below this, cents are told; above, they would pretend to an exactness that no list price has. */
const CENTS_BELOW = 10;

/** An amount for people: `$3.65`, `$1,651`. */
export function dollars(usd: number): string {
  const size = Math.abs(usd);
  const digits = size < CENTS_BELOW && size > 0 ? 2 : 0;
  return `${usd < 0 ? "−" : ""}$${size.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** An amount, or from the least to the most. */
export function dollarRange({ min, max }: Range): string {
  return isOneAmount(min, max) ? dollars(min) : `${dollars(min)} to ${dollars(max)}`;
}

/** A difference with its sign: `+$35`, `−$4.38 to +$12`. */
export function signedRange({ min, max }: Range): string {
  return isOneAmount(min, max) ? signed(min) : `${signed(min)} to ${signed(max)}`;
}

function signed(usd: number): string {
  return usd > 0 ? `+${dollars(usd)}` : dollars(usd);
}

function isOneAmount(min: number, max: number): boolean {
  return dollars(min) === dollars(max);
}
