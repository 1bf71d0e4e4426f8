/** Tokens of a pattern: a character class, an escaped character, or a character. */
const TOKENS = /\[(?:\\.|[^\]\\])*\]|\\.|[^\\]/gsu;

/** Escapes that mean the same to Java and to JavaScript's unicode mode. */
const SHARED_ESCAPE = /^\\[\^$\\.*+?()[\]{}|/dDwWsSbBnrtfvcxupPk0-9]$/u;

/**
 * What Java reads otherwise than JavaScript: possessive and atomic groups, flags, intersections, classes in classes,
 * own escapes.
 */
const JAVA_ONLY = /[*+?}]\+|\(\?[>a-z]|&&|\[\[|\\[AzZQEGhHRX]/u;

/**
 * A pattern of AWS's models for JavaScript's `u` mode, matching the whole value as AWS does; undefined where JavaScript
 * can't express it.
 */
export function javaScriptPattern(pattern: string): string | undefined {
  if (JAVA_ONLY.test(pattern)) return undefined;
  const translated = pattern.replace(TOKENS, (token) =>
    token.startsWith("[") ? characterClass(token) : escape(token),
  );
  const whole = `^(?:${translated})$`;
  return compiles(whole) ? whole : undefined;
}

/** In a class a hyphen after `\w` or the like is a hyphen to Java, an error to JavaScript. */
function characterClass(token: string): string {
  return token
    .replace(/\\./gsu, (escaped) => (escaped === "\\-" ? escaped : escape(escaped)))
    .replace(/(\\[dDwWsS])-(?!\])/gu, "$1\\-");
}

function escape(token: string): string {
  return token.startsWith("\\") && !SHARED_ESCAPE.test(token) ? token.slice(1) : token;
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}
