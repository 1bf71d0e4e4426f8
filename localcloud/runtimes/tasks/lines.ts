import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";

/** Longest event of a log, in characters; a longer line becomes several (CloudWatch Logs quotas: 1 MB an event). */
const LONGEST_LINE = 256 * 1024;

/** Hands on each line of a stream; resolves when the stream has ended. */
export function readLines(stream: Readable, onLine: (line: string) => void): Promise<void> {
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (text: string): void => {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line.replace(/\r$/, ""));
    while (rest.length >= LONGEST_LINE) {
      onLine(rest.slice(0, LONGEST_LINE));
      rest = rest.slice(LONGEST_LINE);
    }
  };
  return new Promise((resolve) => {
    stream.on("data", (chunk: Buffer) => {
      take(decoder.write(chunk));
    });
    stream.on("error", () => undefined); // ends with it
    stream.once("close", () => {
      if (rest !== "") onLine(rest);
      resolve();
    });
  });
}
