/** A value at one moment; NaN where there is none. */
type Value = number;

const OPERATORS: readonly Readonly<Record<string, (left: Value, right: Value) => Value>>[] = [
  { OR: (left, right) => Number(left !== 0 || right !== 0) },
  { AND: (left, right) => Number(left !== 0 && right !== 0) },
  {
    "<": (left, right) => comparison(left, right, left < right),
    ">": (left, right) => comparison(left, right, left > right),
  },
  { "+": (left, right) => left + right, "-": (left, right) => left - right },
  { "*": (left, right) => left * right, "/": (left, right) => (right === 0 ? NaN : left / right) },
];

const FUNCTIONS: Readonly<Record<string, (...values: Value[]) => Value>> = {
  FILL: (value = NaN, fallback = NaN) => (Number.isNaN(value) ? fallback : value),
  IF: (condition = NaN, yes = NaN, no = NaN) => (Number.isNaN(condition) ? NaN : condition !== 0 ? yes : no),
  SUM: (...values) => values.reduce((sum, value) => sum + value, 0),
};

/** What an expression of CloudWatch's metric math is at one moment, for the part of the language that we write. */
export function evaluated(expression: string, values: Readonly<Record<string, Value>>): Value {
  const tokens = expression.match(/[A-Za-z]\w*|\d+(?:\.\d+)?(?:e[+-]?\d+)?|[-+*/<>()[\],]/g) ?? [];
  const reader = new Reader(tokens, values);
  const value = reader.operation(0);
  if (!reader.isAtEnd) throw new Error(`can't read all of ${expression}`);
  return value;
}

/** A comparison with a missing value is missing itself. */
function comparison(left: Value, right: Value, holds: boolean): Value {
  return Number.isNaN(left) || Number.isNaN(right) ? NaN : Number(holds);
}

class Reader {
  private position = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly values: Readonly<Record<string, Value>>,
  ) {}

  get isAtEnd(): boolean {
    return this.position === this.tokens.length;
  }

  operation(level: number): Value {
    const operators = OPERATORS[level];
    if (operators === undefined) return this.operand();
    let value = this.operation(level + 1);
    for (let operator = operators[this.next]; operator !== undefined; operator = operators[this.next]) {
      this.position += 1;
      const right = this.operation(level + 1);
      value = Number.isNaN(value) || Number.isNaN(right) ? NaN : operator(value, right);
    }
    return value;
  }

  private operand(): Value {
    const token = this.take();
    if (token === "-") return -this.operand();
    if (token === "(") return this.list(")")[0] ?? NaN;
    const call = FUNCTIONS[token];
    if (call !== undefined && this.take() === "(") return call(...this.list(")"));
    if (/^\d/.test(token)) return Number(token);
    const value = this.values[token];
    if (value === undefined) throw new Error(`no query has the id ${token}`);
    return value;
  }

  private list(end: string): Value[] {
    if (this.next === "[") {
      this.position += 1;
      const values = this.list("]");
      this.take();
      return values;
    }
    const values: Value[] = [];
    do values.push(this.operation(0));
    while (this.take() === "," && !this.isAtEnd);
    if (this.tokens[this.position - 1] !== end) throw new Error(`expected ${end}`);
    return values;
  }

  private get next(): string {
    return this.tokens[this.position] ?? "";
  }

  private take(): string {
    this.position += 1;
    return this.tokens[this.position - 1] ?? "";
  }
}
