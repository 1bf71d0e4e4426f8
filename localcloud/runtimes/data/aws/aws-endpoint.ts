import { once } from "node:events";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import type { QueueDepth } from "../../../behaviour/model/observation";
import { AwsError } from "../../../model/aws-error";
import type { CloudReader } from "../../../model/resource";
import { isProperties, type Properties } from "../../../model/values";
import type { CertificateAuthority } from "../authority";
import type { ResourceStatus } from "../../resource-status";
import { SECRET } from "../../../services/secretsmanager/secret-lookup";
import { isFifo, QUEUE } from "../../../services/sqs/queue-lookup";
import { getSecretValue } from "./secrets-manager";
import type { AwsOperation } from "./operation";
import { Queues } from "./queues";
import { sqsOperations } from "./sqs";

export interface AwsEndpointOptions {
  readonly cloud: CloudReader;
  readonly authority: CertificateAuthority;
  /** Folder in which messages of queues outlive a restart. */
  readonly directory: string;
  /** Answers requests for what isn't served here. @default they are refused */
  readonly others?: RequestListener;
}

/** A signature names key, date, region and service (AWS Signature Version 4, "credential scope"). */
const SCOPE = /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\//;
const DOMAIN = "amazonaws.com";

/**
 * AWS's APIs for the programs of tasks: Amazon SQS and AWS Secrets Manager by the JSON protocols of AWS's SDKs, and
 * others where there is somebody who answers them. All names of AWS lead here, so that nothing ever reaches AWS itself.
 */
export class AwsEndpoint {
  private constructor(
    private readonly server: Server,
    readonly queues: Queues,
    private readonly cloud: CloudReader,
  ) {}

  static async open({ cloud, authority, directory, others }: AwsEndpointOptions): Promise<AwsEndpoint> {
    const queues = Queues.open(cloud, directory);
    const operations: Readonly<Record<string, AwsOperation>> = {
      "secretsmanager.GetSecretValue": getSecretValue(cloud),
      ...sqsOperations(queues, cloud),
    };
    const server = createServer(
      authority.issue([`*.${DOMAIN}`, ...regionsOf(cloud).map((region) => `*.${region}.${DOMAIN}`)]),
    );
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const isServed = headerOf(request, "x-amz-target") in operations;
      if (isServed || others === undefined) void answer(request, response, operations);
      else others(request, response);
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new AwsEndpoint(server, queues, cloud);
  }

  /** Where names of AWS lead. */
  get connections(): Readonly<Record<string, string>> {
    return { [`*.${DOMAIN}:443`]: `127.0.0.1:${(this.server.address() as AddressInfo).port}` };
  }

  /** Numbers of all deployed queues. */
  queueDepths(): QueueDepth[] {
    return this.queues.depths();
  }

  status(): ResourceStatus[] {
    return this.cloud.ofType(QUEUE).map((queue) => {
      const runs = !isFifo(queue);
      const detail = runs ? "served by the local cloud" : "FIFO queues aren't served on this machine";
      return { resource: queue.id, runs, detail };
    });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    this.queues.close();
    await closed;
  }
}

function regionsOf(cloud: CloudReader): string[] {
  const resources = [QUEUE, SECRET].flatMap((type) => cloud.ofType(type));
  return [...new Set(resources.map(({ region }) => region).filter((region) => region !== ""))];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  operations: Readonly<Record<string, AwsOperation>>,
): Promise<void> {
  try {
    send(request, response, 200, await result(request, response, operations));
  } catch (error) {
    const isRefusal = error instanceof AwsError;
    const __type = isRefusal ? error.code : "InternalFailure";
    send(request, response, isRefusal ? 400 : 500, { __type, message: isRefusal ? error.message : String(error) });
  }
}

async function result(
  request: IncomingMessage,
  response: ServerResponse,
  operations: Readonly<Record<string, AwsOperation>>,
): Promise<Properties> {
  const left = new AbortController();
  response.once("close", () => {
    left.abort();
  });
  const target = headerOf(request, "x-amz-target");
  const operation = operations[target];
  if (operation === undefined) throw new AwsError("UnknownOperationException", `nothing here serves ${target}`);
  const [, region = ""] = SCOPE.exec(headerOf(request, "authorization")) ?? [];
  const input: unknown = JSON.parse(await readText(request));
  return operation({ input: isProperties(input) ? input : {}, region, signal: left.signal });
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  return String(headers[name] ?? "");
}

function send(request: IncomingMessage, response: ServerResponse, status: number, body: Properties): void {
  const type = headerOf(request, "content-type") || "application/x-amz-json-1.0";
  response.writeHead(status, { "content-type": type }).end(JSON.stringify(body));
}
