/** The tracked configuration file of an environment, `Pulumi.<environment>.yaml`. It is the truth: what is deployed stands in it. */
export interface ConfigurationFile {
  /** Name for messages. */
  readonly name: string;
  read(): string;
  /** Replaces the text atomically. */
  write(text: string): void;
}
