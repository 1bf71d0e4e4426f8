import type { ImageContext, ImageEvent } from "../../../../automation/images";

/** A context that keeps the events it is told. */
export interface NotingContext extends ImageContext {
  readonly events: ImageEvent[];
}

export function notingContext(signal: AbortSignal = new AbortController().signal): NotingContext {
  const events: ImageEvent[] = [];
  return { events, signal, emit: (event) => void events.push(event) };
}

/** Codes of the events, without the lines that Docker writes. */
export function codesOf({ events }: NotingContext): string[] {
  return events.map(({ code }) => code).filter((code) => !code.endsWith("-line"));
}

/** A digest of one digit, for tests. */
export function digest(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}
