import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { UsageError } from "../../command";

/**
 * A secret that is typed without being shown, or read from standard input, where a last line feed doesn't count. It is
 * never on a command line, which every user of a machine sees.
 * @throws {UsageError} for an empty one.
 */
export async function askedSecret(
  key: string,
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean } = process.stdin,
  prompt: (text: string) => void = (shown) => process.stderr.write(shown),
): Promise<string> {
  const secret = input.isTTY === true ? await typed(key, input, prompt) : (await text(input)).replace(/\r?\n$/, "");
  if (secret !== "") return secret;
  throw new UsageError(`no value was given for ${key}`, `Type it, or pass it on: config set … --secret ${key} < file`);
}

async function typed(key: string, input: NodeJS.ReadableStream, prompt: (text: string) => void): Promise<string> {
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const reader = createInterface({ input, output: silent, terminal: true });
  prompt(`value of ${key}: `);
  try {
    return await reader.question("");
  } finally {
    reader.close();
    prompt("\n");
  }
}
