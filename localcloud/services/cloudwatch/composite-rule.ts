/** States that a rule asks an alarm for. */
const STATES = ["ALARM", "OK", "INSUFFICIENT_DATA"];

/** A piece of a rule: a word, a quoted name, a number, or a sign. */
const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|([()]|,)|([^\s(),"]+))/y;

interface Token {
  readonly text: string;
  readonly kind: "name" | "sign" | "word";
}

/** What is wrong with a rule. */
export class RuleSyntaxError extends Error {}

/**
 * Names or ARNs of the alarms in the rule of a composite alarm (Amazon CloudWatch API Reference, PutCompositeAlarm,
 * AlarmRule): `ALARM(name)`, `OK(name)` and `INSUFFICIENT_DATA(name)`, TRUE and FALSE, joined by AND, OR and NOT, in
 * parentheses.
 *
 * @throws {RuleSyntaxError} for a rule that can't be read.
 */
export function alarmsOfRule(rule: string): string[] {
  const reader = new RuleReader(tokensOf(rule));
  reader.expression();
  reader.end();
  return [...new Set(reader.alarms)];
}

/** Whether a rule holds, by the states of its alarms; undefined for one that isn't known. */
export type RuleCondition = (stateOf: (alarm: string) => string | undefined) => boolean;

/**
 * Reads a rule for its evaluation. AND binds stronger than OR, and NOT than both, as in other languages; AWS doesn't
 * document it.
 *
 * @throws {RuleSyntaxError} for a rule that can't be read.
 */
export function conditionOfRule(rule: string): RuleCondition {
  const reader = new RuleReader(tokensOf(rule));
  const condition = reader.expression();
  reader.end();
  return condition;
}

function tokensOf(rule: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (rule.slice(TOKEN.lastIndex).trim() !== "") {
    const position = TOKEN.lastIndex;
    const match = TOKEN.exec(rule);
    if (match === null) throw new RuleSyntaxError(`unexpected ${rule.slice(position).trim().slice(0, 20)}`);
    const [, name, sign, word] = match;
    if (name !== undefined) tokens.push({ kind: "name", text: name.replaceAll(/\\(.)/g, "$1") });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else tokens.push({ kind: "word", text: word ?? "" });
  }
  return tokens;
}

/** Reads the tokens of a rule from the first to the last. */
class RuleReader {
  readonly alarms: string[] = [];
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  expression(): RuleCondition {
    let left = this.conjunction();
    while (this.takeWord("OR")) {
      const [one, other] = [left, this.conjunction()];
      left = (stateOf) => one(stateOf) || other(stateOf);
    }
    return left;
  }

  end(): void {
    if (this.position < this.tokens.length) this.fail();
  }

  private conjunction(): RuleCondition {
    let left = this.operand();
    while (this.takeWord("AND")) {
      const [one, other] = [left, this.operand()];
      left = (stateOf) => one(stateOf) && other(stateOf);
    }
    return left;
  }

  private operand(): RuleCondition {
    if (this.takeWord("NOT")) {
      const negated = this.positive();
      return (stateOf) => !negated(stateOf);
    }
    return this.positive();
  }

  private positive(): RuleCondition {
    if (this.takeSign("(")) {
      const inner = this.expression();
      this.demandSign(")");
      return inner;
    }
    if (this.takeWord("TRUE")) return () => true;
    if (this.takeWord("FALSE")) return () => false;
    return this.state();
  }

  private state(): RuleCondition {
    const state = this.next();
    if (state.kind !== "word" || !STATES.includes(state.text)) this.fail(state);
    this.demandSign("(");
    const alarm = this.next();
    if (alarm.kind === "sign") this.fail(alarm);
    this.alarms.push(alarm.text);
    this.demandSign(")");
    return (stateOf) => stateOf(alarm.text) === state.text;
  }

  private takeWord(text: string): boolean {
    const token = this.tokens[this.position];
    if (token?.kind !== "word" || token.text !== text) return false;
    this.position += 1;
    return true;
  }

  private takeSign(text: string): boolean {
    const token = this.tokens[this.position];
    if (token?.kind !== "sign" || token.text !== text) return false;
    this.position += 1;
    return true;
  }

  private demandSign(text: string): void {
    if (!this.takeSign(text)) this.fail();
  }

  private next(): Token {
    const token = this.tokens[this.position];
    if (token === undefined) throw new RuleSyntaxError("it ends too early");
    this.position += 1;
    return token;
  }

  private fail(token = this.tokens[this.position]): never {
    throw new RuleSyntaxError(token === undefined ? "it ends too early" : `unexpected ${token.text}`);
  }
}
