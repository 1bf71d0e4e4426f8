import { MathError, type MathNode, shapeOf } from "./syntax";

/** Operators by precedence, the lowest first, as in other languages; AWS doesn't document it. */
const LEVELS: readonly (readonly string[])[] = [
  ["||", "OR"],
  ["&&", "AND"],
  ["<", ">", "<=", ">=", "==", "!="],
  ["+", "-"],
  ["*", "/"],
  ["^"],
];

/** Arguments that are no series, as in `FILL(m1, REPEAT)` and `SORT(METRICS(), AVG, DESC, 1)`. */
const KEYWORDS = ["REPEAT", "LINEAR", "ASC", "DESC", "AVG", "MAX", "MIN", "SUM"];

/** @throws {MathError} for an expression that CloudWatch can't read. */
export function syntaxOf(expression: string): MathNode {
  return new Parser(tokensOf(expression)).whole();
}

class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): MathNode {
    const node = this.operation();
    if (this.position < this.tokens.length) this.fail();
    return node;
  }

  private operation(level = 0): MathNode {
    const operators = LEVELS[level];
    if (operators === undefined) return this.operand();
    let left = this.operation(level + 1);
    while (operators.includes(this.next()?.text ?? "")) {
      const operator = this.take().text;
      left = { kind: "operation", operator, left, right: this.operation(level + 1) };
    }
    return left;
  }

  private operand(): MathNode {
    const token = this.take();
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "text") return { kind: "word", text: token.text.slice(1, -1) };
    if (token.kind === "name") return this.named(token.text);
    if (token.text === "-") return { kind: "negation", operand: this.operand() };
    if (token.text === "(") return this.inParentheses();
    if (token.text !== "[") this.fail(-1);
    return { kind: "list", items: this.enclosed("]") };
  }

  private named(name: string): MathNode {
    if (this.next()?.text === "(") return this.called(name);
    if (KEYWORDS.includes(name)) return { kind: "word", text: name };
    if (!/^[a-z]/.test(name)) this.fail(-1);
    return { kind: "query", id: name };
  }

  private called(name: string): MathNode {
    if (shapeOf(name) === undefined) throw new MathError(`unknown function ${name}`);
    this.position += 1;
    return { kind: "call", name, parameters: this.skips(")") ? [] : this.enclosed(")") };
  }

  private inParentheses(): MathNode {
    const inner = this.operation();
    if (!this.skips(")")) this.fail();
    return inner;
  }

  /** Operations with commas between, up to a closing sign. */
  private enclosed(end: string): MathNode[] {
    const found: MathNode[] = [];
    do found.push(this.operation());
    while (this.skips(","));
    if (!this.skips(end)) this.fail();
    return found;
  }

  private skips(sign: string): boolean {
    const isNext = this.next()?.text === sign;
    if (isNext) this.position += 1;
    return isNext;
  }

  private take(): Token {
    const token = this.next() ?? this.fail();
    this.position += 1;
    return token;
  }

  private next(): Token | undefined {
    return this.tokens[this.position];
  }

  private fail(offset = 0): never {
    throw new MathError(`unexpected ${this.tokens[this.position + offset]?.text ?? "end"}`);
  }
}

/** A part of an expression. */
export interface Token {
  readonly kind: "number" | "text" | "name" | "sign";
  readonly text: string;
}

const PARTS: readonly { readonly kind: Token["kind"] | "space"; readonly pattern: RegExp }[] = [
  { kind: "space", pattern: /^\s+/ },
  { kind: "number", pattern: /^(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?/ },
  { kind: "text", pattern: /^("[^"]*"|'[^']*')/ },
  { kind: "name", pattern: /^[A-Za-z]\w*/ },
  { kind: "sign", pattern: /^(<=|>=|==|!=|&&|\|\||[-+*/^<>()[\],])/ },
];

/** @throws {MathError} for an unknown character. */
export function tokensOf(expression: string): Token[] {
  const tokens: Token[] = [];
  let rest = expression;
  while (rest !== "") {
    const token = firstOf(rest);
    if (token.kind !== "space") tokens.push({ kind: token.kind, text: token.text });
    rest = rest.slice(token.text.length);
  }
  return tokens;
}

function firstOf(rest: string): { readonly kind: Token["kind"] | "space"; readonly text: string } {
  for (const { kind, pattern } of PARTS) {
    const [text] = pattern.exec(rest) ?? [];
    if (text !== undefined) return { kind, text };
  }
  throw new MathError(`unexpected ${rest.charAt(0)}`);
}
