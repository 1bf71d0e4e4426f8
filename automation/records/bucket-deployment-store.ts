import { BucketObjects, type BucketObjectsOptions, severalAtOnce } from "../aws/bucket-objects";
import type { DeploymentRecord, Worker } from "../model/deployment";
import { DeploymentProblem } from "../model/problem";
import { parsedJson } from "../shared/parsed-json";
import type { Claim, DeploymentStore, HeldClaim } from "./deployment-store";
import { isFree, Lease, leased, type LeaseOptions, type WrittenClaim } from "./lease";

/** Where records are kept, and how claims end whose worker has died. */
export interface BucketDeploymentStoreArgs extends BucketObjectsOptions, LeaseOptions {}

/** A record as this store has last read or written it; no record where it can't be read. */
interface Known {
  readonly etag: string;
  readonly record: DeploymentRecord | undefined;
}

/**
 * Records in a bucket, which machines share. A record is replaced only as this store knows it, so that a run that was
 * taken for dead can't write over what its successor noted. A claim is a lease that its worker renews.
 */
export class BucketDeploymentStore implements DeploymentStore {
  private readonly objects: BucketObjects;
  private readonly known = new Map<string, Known>();
  private readonly leases = new Map<string, Lease>();
  /** Environments in which another run was found at work. */
  private readonly lost = new Set<string>();

  /** @param args with a prefix below which each environment has a folder. */
  constructor(private readonly args: BucketDeploymentStoreArgs) {
    this.objects = new BucketObjects(args);
  }

  async environments(): Promise<readonly string[]> {
    const records = (await this.objects.list("")).filter(({ name }) => name.endsWith(".json"));
    return [...new Set(records.map(({ name }) => name.slice(0, name.indexOf("/"))))].sort();
  }

  async list(environment: string): ReturnType<DeploymentStore["list"]> {
    const objects = (await this.objects.list(`${environment}/`)).filter(({ name }) => name.endsWith(".json"));
    const read = await severalAtOnce(objects.reverse(), async ({ name, etag }) => ({
      name,
      record: await this.read(name, etag),
    }));
    return {
      records: read.flatMap(({ record }) => record ?? []),
      damaged: read.flatMap(({ name, record }) => (record === undefined ? [this.objects.address(name)] : [])),
    };
  }

  async find(environment: string, id: string): Promise<DeploymentRecord | undefined> {
    const wanted = nameOf({ environment, id });
    const object = (await this.objects.list(wanted)).find(({ name }) => name === wanted);
    return object && this.read(object.name, object.etag);
  }

  async save(record: DeploymentRecord): Promise<void> {
    const { environment } = record;
    if (this.lost.has(environment) || this.leases.get(environment)?.isLost === true) throw claimLost(record);
    const name = nameOf(record);
    const text = `${JSON.stringify(record, undefined, 2)}\n`;
    const before = this.known.get(name);
    const etag = await (before === undefined
      ? this.objects.create(name, text)
      : this.objects.replace(name, text, before.etag));
    if (etag === undefined) {
      this.lost.add(environment);
      throw claimLost(record);
    }
    this.known.set(name, { etag, record });
  }

  async claim(
    environment: string,
    deployment: string,
    worker: Worker,
  ): Promise<HeldClaim | { readonly heldBy: Claim }> {
    const name = `${environment}/claim`;
    const claim = leased({ environment, deployment, worker }, this.args);
    const created = await this.objects.create(name, JSON.stringify(claim));
    if (created !== undefined) return this.held(claim, created);
    const current = await this.objects.read(name);
    const holder = claimIn(current.text);
    if (holder !== undefined && !isFree(holder, this.args.now())) return { heldBy: holder };
    const replaced = await this.objects.replace(name, JSON.stringify(claim), current.etag);
    if (replaced !== undefined) return this.held(claim, replaced);
    return { heldBy: claimIn((await this.objects.read(name)).text) ?? claim };
  }

  private held(claim: Claim, etag: string): HeldClaim {
    const { environment } = claim;
    const replace = (next: WrittenClaim, before: string) =>
      this.objects.replace(`${environment}/claim`, JSON.stringify(next), before);
    const lease = new Lease(claim, etag, replace, this.args);
    this.leases.set(environment, lease);
    this.lost.delete(environment);
    return lease;
  }

  private async read(name: string, etag: string): Promise<DeploymentRecord | undefined> {
    const known = this.known.get(name);
    if (known?.etag === etag) return known.record;
    const object = await this.objects.read(name);
    const record = parsedJson(object.text) as DeploymentRecord | undefined;
    this.known.set(name, { etag: object.etag, record });
    return record;
  }
}

function nameOf({ environment, id }: Pick<DeploymentRecord, "environment" | "id">): string {
  return `${environment}/${id}.json`;
}

function claimIn(text: string): WrittenClaim | undefined {
  return parsedJson(text) as WrittenClaim | undefined;
}

function claimLost({ environment, id }: DeploymentRecord): DeploymentProblem {
  return new DeploymentProblem(
    "claim-lost",
    `another run may have taken ${environment} over, since deployment ${id} hadn't said for a while that it works`,
    "See with npm run history what became of it, and run the command again.",
  );
}
