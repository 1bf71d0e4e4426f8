import { once } from "node:events";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ECRClient } from "@aws-sdk/client-ecr";

/** A request of the SDK: the operation's name, and its input. */
export interface EcrRequest {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An answer, or an error by its code. */
export type EcrAnswer = Readonly<Record<string, unknown>> | { readonly error: string; readonly message: string };

/** Amazon ECR's API on this machine, as far as tests tell it what to answer. */
export interface FakeEcr {
  readonly requests: EcrRequest[];
  readonly client: ECRClient;
  readonly close: () => Promise<void>;
}

export async function startFakeEcr(answer: (request: EcrRequest) => EcrAnswer): Promise<FakeEcr> {
  const requests: EcrRequest[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const operation = String(request.headers["x-amz-target"]).split(".").at(-1) ?? "";
      const asked = { operation, input: JSON.parse(body) as EcrRequest["input"] };
      requests.push(asked);
      const said = answer(asked);
      const isError = "error" in said;
      response.writeHead(isError ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
      response.end(JSON.stringify(isError ? { __type: said.error, message: said.message } : said));
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const client = new ECRClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: "eu-west-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  return { requests, client, close: () => closed(server, client) };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

async function closed(server: Server, client: ECRClient): Promise<void> {
  client.destroy();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
