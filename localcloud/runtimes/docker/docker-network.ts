import { copyFileSync, chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type Docker from "dockerode";
import type { CloudReader } from "../../model/resource";
import { Endpoint } from "../endpoint";
import type { TaskNetwork } from "../task-network";

/**
 * Services of AWS whose names lead to the local APIs, those too that answer nothing there: `/etc/hosts` knows no
 * wildcards, and a rehearsal has nothing to look for at AWS.
 */
const AWS_NAMES = [
  ...["application-autoscaling", "aps-workspaces", "autoscaling", "ec2", "api.ecr", "ecs", "elasticache", "events"],
  ...["elasticloadbalancing", "firehose", "kms", "lambda", "logs", "monitoring", "rds", "s3", "secretsmanager"],
  ...["servicediscovery", "sns", "sqs", "ssm", "sts", "tagging", "xray"],
];
const BUCKET = "aws:s3/bucket:Bucket";
/** Where a container finds the local certificate authority. */
const AUTHORITIES = "/etc/proofpix-local-cloud/root.pem";
/** Variables by which Node.js, OpenSSL, Go and AWS's SDKs are told of authorities. */
const AUTHORITY_VARIABLES = ["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "AWS_CA_BUNDLE"];

export interface DockerNetworkOptions {
  readonly docker: Docker;
  readonly cloud: CloudReader;
  /** Labels of the networks that it makes. */
  readonly labels: Readonly<Record<string, string>>;
  /** What programs of a region find in place of AWS. */
  readonly network: (region: string) => Promise<TaskNetwork>;
  /** Folder for what containers read. */
  readonly directory: string;
}

/** What a container is given so that it reaches this machine in place of AWS. */
export interface ContainerNetwork {
  /** Lines `name:address` of `/etc/hosts`. */
  readonly extraHosts: readonly string[];
  readonly binds: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** An address of this machine that containers reach: the gateway of a network of Docker. */
interface Gateway {
  readonly address: string;
  readonly ports: Map<number, Endpoint>;
}

/**
 * Leads containers to what runs on this machine under the names and ports of AWS. A container can't reach the loopback
 * address, but each network's gateway is this machine, too: there, names are led on from their own ports. Names of one
 * port need gateways of their own, so that networks are made for them, which no container joins.
 */
export class DockerNetwork {
  private readonly gateways: Gateway[] = [];
  private readonly placed = new Map<string, Gateway>();
  /** Port of the loopback address by the name that leads there. */
  private readonly local = new Map<string, number>();
  private readonly unreachable = new Set<string>();
  private placing: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: DockerNetworkOptions) {}

  /** What a container of a region is given. @param authoritiesVariable the image's own variable for authorities */
  async reach(region: string, authoritiesVariable: string | undefined): Promise<ContainerNetwork> {
    const network = await this.options.network(region);
    const placing = this.placing.then(() => this.place(network, region));
    this.placing = placing.catch(() => undefined);
    const { authorities } = network;
    return {
      extraHosts: await placing,
      binds: authorities === undefined ? [] : [`${this.readable(authorities)}:${AUTHORITIES}:ro`],
      environment: {
        ...network.environment,
        ...(authorities !== undefined &&
          Object.fromEntries(
            [...AUTHORITY_VARIABLES, authoritiesVariable ?? []].flat().map((name) => [name, AUTHORITIES]),
          )),
      },
    };
  }

  async close(): Promise<void> {
    await this.placing;
    const endpoints = this.gateways.flatMap(({ ports }) => [...ports.values()]);
    await Promise.all(endpoints.map((endpoint) => endpoint.close()));
    this.gateways.length = 0;
    this.placed.clear();
  }

  private async place({ connections }: TaskNetwork, region: string): Promise<string[]> {
    const hosts: string[] = [];
    for (const [name, address] of Object.entries(connections)) {
      this.local.set(name, Number(address.slice(address.lastIndexOf(":") + 1)));
      const at = name.lastIndexOf(":");
      const gateway = await this.gatewayOf(name, Number(name.slice(at + 1)));
      if (gateway === undefined) continue;
      for (const host of this.namesOf(name.slice(0, at), region)) hosts.push(`${host}:${gateway.address}`);
    }
    return [...new Set(hosts)];
  }

  /** Buckets have names below that of S3 (Amazon S3 User Guide, "Virtual hosting of buckets"). */
  private namesOf(host: string, region: string): string[] {
    if (!host.startsWith("*.")) return [host];
    const buckets = this.options.cloud.ofType(BUCKET).filter((bucket) => bucket.region === region);
    const names = [...AWS_NAMES, ...buckets.map(({ id }) => `${id}.s3`)];
    return names.map((name) => `${name}.${region}${host.slice(1)}`);
  }

  /** The gateway at which a name is led on; undefined where this machine can't listen there. */
  private async gatewayOf(name: string, port: number): Promise<Gateway | undefined> {
    const known = this.placed.get(name);
    if (known !== undefined || this.unreachable.has(name)) return known;
    const gateway = await this.gatewayWithout(port);
    try {
      gateway.ports.set(
        port,
        await Endpoint.open(name, () => Promise.resolve(this.local.get(name) ?? 0), { host: gateway.address, port }),
      );
      this.placed.set(name, gateway);
      return gateway;
    } catch {
      // Docker's machine is another one, or another program has the port, or it is one for root.
      this.unreachable.add(name);
      return undefined;
    }
  }

  private async gatewayWithout(port: number): Promise<Gateway> {
    const free = this.gateways.find(({ ports }) => !ports.has(port));
    if (free !== undefined) return free;
    const made = { address: await this.newGateway(), ports: new Map<number, Endpoint>() };
    this.gateways.push(made);
    return made;
  }

  /** The first one is that of Docker's own network. */
  private async newGateway(): Promise<string> {
    const { docker, labels } = this.options;
    if (this.gateways.length === 0) return gatewayIn(await docker.getNetwork("bridge").inspect());
    const Name = `local-cloud-${process.pid}-${this.gateways.length}`;
    const network = await docker.createNetwork({ Name, Driver: "bridge", Labels: { ...labels } });
    return gatewayIn(await network.inspect());
  }

  /** A copy that each user of a container can read. */
  private readable(authorities: string): string {
    const folder = join(this.options.directory, "docker");
    const copy = join(folder, "root.pem");
    mkdirSync(folder, { recursive: true });
    copyFileSync(authorities, copy);
    chmodSync(copy, 0o644);
    return copy;
  }
}

function gatewayIn(network: unknown): string {
  const { IPAM } = network as { IPAM?: { Config?: readonly { Gateway?: string }[] } };
  return IPAM?.Config?.[0]?.Gateway ?? "";
}
