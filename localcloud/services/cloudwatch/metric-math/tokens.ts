import { MathError } from "./math-error";

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

/** @throws {MathError} for a character that belongs to nothing. */
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
