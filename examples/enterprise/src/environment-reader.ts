import { isLogLevel, LOG_LEVELS, type LogLevel } from "./log";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Reads environment variables and collects what is wrong with them; an empty one counts as absent. */
export class EnvironmentReader {
  /** Names variables, and never their values, which may be secret. */
  readonly problems: string[] = [];

  constructor(private readonly environment: Environment) {}

  text(name: string): string | undefined {
    return this.environment[name] || undefined;
  }

  /** @param reason why the variable has to be there. */
  required(name: string, reason: string): string {
    const text = this.text(name);
    if (text === undefined) this.problems.push(`${name} is missing: ${reason}`);
    return text ?? "";
  }

  wholeNumber(name: string, whenAbsent: number, largest: number, least = 0): number {
    const text = this.text(name) ?? String(whenAbsent);
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= largest) return value;
    this.problems.push(`${name} must be a whole number from ${least} to ${largest}`);
    return whenAbsent;
  }

  /** Undefined where it is absent. */
  oneOf(name: string, allowed: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text === undefined || allowed.includes(text)) return text;
    this.problems.push(`${name} must be ${allowed.length === 1 ? "" : "one of "}${allowed.join(", ")}`);
    return undefined;
  }

  /** Has to be there, and from 0 to 1. */
  share(name: string): void {
    const text = this.text(name);
    if (text === undefined || !(Number(text) >= 0 && Number(text) <= 1)) {
      this.problems.push(`${name} must be a number from 0 to 1`);
    }
  }

  logLevel(name: string, whenAbsent: LogLevel): LogLevel {
    const text = this.text(name) ?? whenAbsent;
    if (isLogLevel(text)) return text;
    this.problems.push(`${name} must be one of ${LOG_LEVELS.join(", ")}`);
    return whenAbsent;
  }

  /** Texts between commas. */
  list(name: string): readonly string[] {
    const texts = (this.text(name) ?? "").split(",").map((text) => text.trim());
    return texts.filter((text) => text !== "");
  }

  url(name: string): URL | undefined {
    return this.urls(name)[0];
  }

  /** URLs between commas. */
  urls(name: string): readonly URL[] {
    const texts = this.list(name);
    if (texts.every(isWebAddress)) return texts.map((text) => new URL(text));
    this.problems.push(`${name} must be a URL of http or https, such as https://status.example.com/health`);
    return [];
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
