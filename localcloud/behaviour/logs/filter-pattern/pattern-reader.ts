import { PatternError } from "./pattern-error";

/** A piece of a pattern: a selector, a text, a regular expression, a word, an operator or a sign. */
const TOKEN =
  /\s*(\$(?:\.[\w-]+|\.?\['[^']*'\]|\[\d+\]|\[\*\])*|"(?:[^"\\]|\\.)*"|%(?:[^%\\]|\\.)+%|&&|\|\||!=|<=|>=|\.\.\.|[=<>()[\]{},]|[^\s=<>!()[\]{},&|]+)/y;

/** Reads the pieces of a pattern from the first to the last. */
export class PatternReader {
  private readonly tokens: readonly string[];
  private position = 0;

  constructor(pattern: string) {
    this.tokens = tokensOf(pattern);
  }

  /** The next piece, which stays the next one. */
  peek(): string | undefined {
    return this.tokens[this.position];
  }

  next(): string {
    const token = this.tokens[this.position];
    if (token === undefined) throw new PatternError("the pattern ends too early");
    this.position += 1;
    return token;
  }

  /** Goes on behind a piece if it is the next one. */
  takes(token: string): boolean {
    if (this.peek()?.toUpperCase() !== token) return false;
    this.position += 1;
    return true;
  }

  demand(token: string): void {
    if (!this.takes(token)) throw new PatternError(`expected ${token}, got ${this.peek() ?? "the end"}`);
  }

  end(): void {
    const rest = this.peek();
    if (rest !== undefined) throw new PatternError(`unexpected ${rest}`);
  }
}

/** Conditions joined by `&&` and `||`, of which `&&` binds stronger. */
export function conditionOf<Subject>(
  reader: PatternReader,
  operand: () => (subject: Subject) => boolean,
): (subject: Subject) => boolean {
  const positive = (): ((subject: Subject) => boolean) => {
    if (!reader.takes("(")) return operand();
    const inner = conditionOf(reader, operand);
    reader.demand(")");
    return inner;
  };
  const conjunction = (): ((subject: Subject) => boolean) => {
    const all = [positive()];
    while (reader.takes("&&")) all.push(positive());
    return (subject) => all.every((each) => each(subject));
  };
  const any = [conjunction()];
  while (reader.takes("||")) any.push(conjunction());
  return (subject) => any.some((each) => each(subject));
}

function tokensOf(pattern: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (pattern.slice(TOKEN.lastIndex).trim() !== "") {
    const position = TOKEN.lastIndex;
    const token = TOKEN.exec(pattern)?.[1];
    if (token === undefined) throw new PatternError(`unexpected ${pattern.slice(position).trim().slice(0, 20)}`);
    tokens.push(token);
  }
  return tokens;
}
