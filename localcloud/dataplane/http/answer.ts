import type { ClientResponse } from "./frontend";
import type { OwnAnswer } from "./pages";
import type { Exchange } from "./exchange";

/** Answers a request by the load balancer itself. */
export function answerByItself(exchange: Exchange, response: ClientResponse, answer: OwnAnswer): void {
  const { status, headers, body } = answer;
  const content = exchange.facts.method === "HEAD" ? "" : body;
  const fields = [...headers.flat(), "Content-Length", String(Buffer.byteLength(body))];
  writeHead(response, status, "", fields);
  response.end(content);
  exchange.sentBytes = fields.reduce((sum, part) => sum + part.length + 2, 17) + Buffer.byteLength(content);
  exchange.finish(status);
}

/** Writes status and headers, names and values in turn. HTTP/2 has names in lower case and no reason. */
export function writeHead(response: ClientResponse, status: number, reason: string, headers: readonly string[]): void {
  if ("stream" in response) {
    const byName = new Map<string, string[]>();
    for (let index = 0; index + 1 < headers.length; index += 2) {
      const [name = "", value = ""] = [headers[index]?.toLowerCase(), headers[index + 1]];
      byName.set(name, [...(byName.get(name) ?? []), value]);
    }
    response.writeHead(status, Object.fromEntries(byName));
  } else if (reason === "") response.writeHead(status, [...headers]);
  else response.writeHead(status, reason, [...headers]);
}
