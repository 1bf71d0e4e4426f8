import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { CredentialSettings } from "./server-settings";

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where a client gets the credentials for its next connection. */
export interface CredentialSource {
  current(): Promise<Credentials>;
  /** Tells that a server refused these credentials, as it does once they have been rotated. */
  refused(credentials: Credentials): void;
}

/** A secret that is refused over and over is read no more often than this, in milliseconds. */
const LEAST_AGE = 1000;

export interface SecretOptions {
  /** Longest time that reading the secret may take, in milliseconds. */
  readonly timeout: number;
  readonly now?: () => number;
}

export function credentialSource(settings: CredentialSettings, options: SecretOptions): CredentialSource {
  if ("secretArn" in settings) return new SecretCredentials(settings.secretArn, options);
  return { current: () => Promise.resolve(settings), refused: () => undefined };
}

/**
 * Credentials in Secrets Manager. They are read when they are first needed, and anew once a server refuses them: what a
 * container got at its start would be wrong after a rotation.
 */
export class SecretCredentials implements CredentialSource {
  private readonly client: SecretsManagerClient;
  private reading?: Promise<Credentials>;
  private known?: { readonly credentials: Credentials; readonly at: number };

  constructor(
    private readonly arn: string,
    private readonly options: SecretOptions,
  ) {
    this.client = new SecretsManagerClient({ region: regionOf(arn) });
  }

  /** All who ask while the secret is being read share the answer. */
  async current(): Promise<Credentials> {
    if (this.known !== undefined) return this.known.credentials;
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    const credentials = await this.reading;
    this.known ??= { credentials, at: this.now() };
    return credentials;
  }

  refused(credentials: Credentials): void {
    const { known } = this;
    if (known?.credentials === credentials && this.now() - known.at >= LEAST_AGE) this.known = undefined;
  }

  private async read(): Promise<Credentials> {
    const command = new GetSecretValueCommand({ SecretId: this.arn });
    const abortSignal = AbortSignal.timeout(this.options.timeout);
    const { SecretString: text } = await this.client.send(command, { abortSignal });
    return credentialsIn(text ?? "");
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

/** Region in an ARN; undefined for anything else, for which the SDK's own settings hold. */
function regionOf(arn: string): string | undefined {
  return /^arn:[^:]+:secretsmanager:([^:]+):/.exec(arn)?.[1];
}

/** @throws {Error} when the secret is something else; without a word of what it is. */
function credentialsIn(text: string): Credentials {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    content = undefined; // the parser's message would quote the secret
  }
  const { username, password } = (content ?? {}) as Partial<Record<string, unknown>>;
  if (typeof username === "string" && typeof password === "string") return { username, password };
  throw new Error("the secret is no JSON with a username and a password");
}
