/** Words in the names of credentials. They match whole words of camelCase, snake_case and kebab-case. */
const SECRET_WORDS = new Set([
  "apikey",
  "credential",
  "credentials",
  "dsn",
  "passphrase",
  "passwd",
  "password",
  "pwd",
  "secret",
  "secrets",
  "token",
]);

/** Pairs of words in the names of credentials: an access key is one, a partition key isn't. */
const SECRET_PAIRS = new Set(["access key", "api key", "auth key", "encryption key", "private key", "signing key"]);

/** Last words of names that mention a credential without holding it, such as `TOKEN_TTL` or `SECRET_ARN`. */
const HARMLESS_ENDINGS = new Set([
  "arn",
  "enabled",
  "endpoint",
  "days",
  "expiry",
  "file",
  "header",
  "id",
  "issuer",
  "length",
  "lifetime",
  "name",
  "path",
  "policy",
  "seconds",
  "ttl",
  "type",
  "url",
  "version",
]);

interface CredentialPattern {
  readonly kind: string;
  readonly pattern: RegExp;
}

const CREDENTIALS: readonly CredentialPattern[] = [
  { kind: "an AWS access key", pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/ },
  {
    kind: "a private key", // to its end, or as far as it goes in a text that was cut
    pattern:
      /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:[^"']*?-----END (?:[A-Z]+ )*PRIVATE KEY-----|[A-Za-z0-9+/=\s\\]*)/,
  },
  { kind: "a URL with a password", pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@${}]+@/i },
  { kind: "a GitHub token", pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{22,})\b/ },
  { kind: "a GitLab token", pattern: /\bgl(?:pat|cbt|dt|rt)-[\w-]{20,}/ },
  { kind: "a Slack token", pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}\b/ },
  { kind: "a JSON web token", pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]+/ },
];

/** Whether something with this name most likely holds a credential. */
export function namesSecret(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1);
  if (last === undefined || HARMLESS_ENDINGS.has(last)) return false;
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ""} ${word}`);
  return words.some((word) => SECRET_WORDS.has(word)) || pairs.some((pair) => SECRET_PAIRS.has(pair));
}

/** The kind of credential that the text contains, such as "a private key"; undefined if it contains no known kind. */
export function credentialIn(text: string): string | undefined {
  return CREDENTIALS.find(({ pattern }) => pattern.test(text))?.kind;
}

/** The text without the credentials of all known kinds. */
export function withoutCredentials(text: string): string {
  return CREDENTIALS.reduce(
    (rest, { kind, pattern }) => rest.replace(new RegExp(pattern, `${pattern.flags}g`), `(${kind}, withheld)`),
    text,
  );
}

function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}
