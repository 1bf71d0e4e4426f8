import { shapeOf } from "./functions";
import { MathError } from "./math-error";
import { tokensOf, type Token } from "./tokens";

/** What is known of a metric math expression without its data. */
export interface MathExpression {
  /** Ids of the queries that it works with. */
  readonly ids: ReadonlySet<string>;
  readonly functions: ReadonlySet<string>;
  /** Whether several time series come of it, where each id stands for one. */
  readonly isSeveral: boolean;
}

const OPERATORS = ["+", "-", "*", "/", "^", "<", ">", "<=", ">=", "==", "!=", "&&", "||", "AND", "OR"];

/** Arguments that are no series, as in `FILL(m1, REPEAT)` and `SORT(METRICS(), AVG, DESC, 1)`. */
const KEYWORDS = ["REPEAT", "LINEAR", "ASC", "DESC", "AVG", "MAX", "MIN", "SUM"];

/** @throws {MathError} for an expression that CloudWatch can't read. */
export function parseMath(expression: string): MathExpression {
  return new Parser(tokensOf(expression)).whole();
}

/** Goes once through the parts; what binds closer than what makes no difference here. */
class Parser {
  private readonly ids = new Set<string>();
  private readonly functions = new Set<string>();
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  whole(): MathExpression {
    const isSeveral = this.operation();
    if (this.position < this.tokens.length) this.fail();
    return { ids: this.ids, functions: this.functions, isSeveral };
  }

  /** Operands with operators between; each part says whether several series come of it. */
  private operation(): boolean {
    let isSeveral = this.operand();
    while (OPERATORS.includes(this.next()?.text ?? "")) {
      this.position += 1;
      isSeveral = this.operand() || isSeveral;
    }
    return isSeveral;
  }

  private operand(): boolean {
    const token = this.take();
    if (token.kind === "number" || token.kind === "text") return false;
    if (token.kind === "name") return this.named(token.text);
    if (token.text === "-") return this.operand();
    if (token.text === "(") return this.enclosed(")").some(Boolean);
    if (token.text !== "[") this.fail(-1);
    this.enclosed("]");
    return true;
  }

  private named(name: string): boolean {
    if (this.next()?.text === "(") return this.called(name);
    if (KEYWORDS.includes(name)) return false;
    if (!/^[a-z]/.test(name)) this.fail(-1);
    this.ids.add(name);
    return false;
  }

  private called(name: string): boolean {
    const shape = shapeOf(name);
    if (shape === undefined) throw new MathError(`unknown function ${name}`);
    this.functions.add(name);
    this.position += 1;
    const isGivenSeveral = this.enclosed(")", "may be empty").some(Boolean);
    return shape === "several" || (shape === "as given" && isGivenSeveral);
  }

  /** Operations with commas between, up to a closing sign. */
  private enclosed(end: string, emptiness?: "may be empty"): boolean[] {
    const found: boolean[] = [];
    if (emptiness !== undefined && this.skips(end)) return found;
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
