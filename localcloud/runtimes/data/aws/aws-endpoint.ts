import { once } from "node:events";
import type { RequestListener } from "node:http";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import type { QueueDepth } from "../../../behaviour/model/observation";
import type { CloudReader } from "../../../model/resource";
import { SECRET } from "../../../services/secretsmanager/secret-lookup";
import { QUEUE } from "../../../services/sqs/queue-lookup";
import type { ResourceStatus } from "../../resource-status";
import type { CertificateAuthority } from "../authority";
import { Queues } from "./queues";

export interface AwsEndpointOptions {
  readonly cloud: CloudReader;
  readonly authority: CertificateAuthority;
  /** Folder in which messages of queues outlive a restart. */
  readonly directory: string;
  /** Answers the requests. */
  readonly apis: RequestListener;
}

const DOMAIN = "amazonaws.com";

/**
 * AWS's APIs for the programs of tasks, under AWS's own names. All names of AWS lead here, so that nothing ever
 * reaches AWS itself.
 */
export class AwsEndpoint {
  private constructor(
    private readonly server: Server,
    readonly queues: Queues,
    private readonly cloud: CloudReader,
  ) {}

  static async open({ cloud, authority, directory, apis }: AwsEndpointOptions): Promise<AwsEndpoint> {
    const server = createServer(authority.issue(["", ...regionsOf(cloud)].flatMap(namesIn)), apis);
    await once(server.listen(0, "127.0.0.1"), "listening");
    return new AwsEndpoint(server, Queues.open(cloud, directory), cloud);
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
    const detail = "served by the local cloud";
    return this.cloud.ofType(QUEUE).map((queue) => ({ resource: queue.id, runs: true, detail }));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    this.queues.close();
    await closed;
  }
}

function regionsOf(cloud: CloudReader): string[] {
  const resources = [QUEUE, SECRET, "aws:s3/bucket:Bucket"].flatMap((type) => cloud.ofType(type));
  return [...new Set(resources.map(({ region }) => region).filter((region) => region !== ""))];
}

/** Names of services in a region or, without one, of global ones; buckets have names below that of S3. */
function namesIn(region: string): string[] {
  const domain = region === "" ? DOMAIN : `${region}.${DOMAIN}`;
  return [`*.${domain}`, `*.s3.${domain}`];
}
