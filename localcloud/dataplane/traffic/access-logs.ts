import { appendFile, mkdir, readdir, rm } from "node:fs/promises";
import { randomBytes } from "node:crypto";
import { dirname, join } from "node:path";
import { MINUTE, type Instant } from "../../behaviour/model/instant";
import type { LoadBalancer } from "../configuration/model";
import { LOOPBACK } from "../ports";
import { accessLogEntry } from "./access-log-entry";
import type { ExchangeRecord } from "./exchange-record";

/** How long one file is written (User Guide for Application Load Balancers, "Access logs"). */
const FILE_LENGTH = 5 * MINUTE;
/** What is kept of each load balancer, so that a test under load doesn't fill the disk. */
const LARGEST_FILE = 8 * 1024 * 1024;
const MOST_FILES = 12;

/** A file that entries are added to. */
interface LogFile {
  readonly path: string;
  readonly loadBalancer: LoadBalancer;
  size: number;
  lines: string[];
}

/**
 * Access logs of the load balancers that have them enabled: files where the bucket's objects would be, but as plain
 * text and at once. Load balancers deliver logs on a best effort basis, and so do these.
 */
export class AccessLogs {
  private readonly files = new Map<string, LogFile>();
  private readonly random = randomBytes(4).toString("hex");
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly directory: string,
    private readonly accountId: string,
    private readonly log: (problem: string) => void,
  ) {}

  add(record: ExchangeRecord): void {
    const { loadBalancer } = record.listener;
    if (loadBalancer.accessLogs === undefined || loadBalancer.kind !== "application") return;
    const file = this.fileOf(loadBalancer, record.endedAt);
    if (file.size >= LARGEST_FILE) return;
    const line = `${accessLogEntry(record)}\n`;
    file.size += line.length;
    file.lines.push(line);
  }

  /** Writes what was added. */
  flush(): void {
    const files = [...this.files.values()].filter(({ lines }) => lines.length > 0);
    for (const file of files) {
      const lines = file.lines.splice(0).join("");
      this.writing = this.writing
        .then(() => this.write(file, lines))
        .catch((error: unknown) => {
          this.log(`access logs can't be written: ${(error as Error).message}`);
        });
    }
  }

  async close(): Promise<void> {
    this.flush();
    await this.writing;
  }

  private fileOf(loadBalancer: LoadBalancer, at: Instant): LogFile {
    const path = join(this.directory, objectKey(loadBalancer, this.accountId, at, this.random));
    const known = this.files.get(loadBalancer.arn);
    if (known?.path === path) return known;
    if (known !== undefined) this.flush();
    const made = { path, loadBalancer, size: 0, lines: [] };
    this.files.set(loadBalancer.arn, made);
    return made;
  }

  private async write({ path, loadBalancer }: LogFile, lines: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await appendFile(path, lines, { mode: 0o600 });
    await this.removeOld(loadBalancer);
  }

  /** Removes all but the newest files of a load balancer, whose paths are in order of time. */
  private async removeOld(loadBalancer: LoadBalancer): Promise<void> {
    const folder = join(this.directory, folderOf(loadBalancer, this.accountId));
    const mark = `_${fileId(loadBalancer)}_`;
    const files = await readdir(folder, { recursive: true });
    const own = files.filter((file) => file.includes(mark)).sort();
    await Promise.all(own.slice(0, -MOST_FILES).map((file) => rm(join(folder, file), { force: true })));
  }
}

/** Bucket, prefix and folder of a load balancer's logs. */
function folderOf({ accessLogs, region }: LoadBalancer, accountId: string): string {
  const { bucket = "", prefix = "" } = accessLogs ?? {};
  return join(bucket, prefix, "AWSLogs", accountId, "elasticloadbalancing", region);
}

/** Where an entry is written (User Guide, "Access log files"); the name has the end of the file's five minutes. */
export function objectKey(loadBalancer: LoadBalancer, accountId: string, at: Instant, random: string): string {
  const end = new Date((Math.floor(at / FILE_LENGTH) + 1) * FILE_LENGTH).toISOString();
  const [year = "", month = "", day = ""] = new Date(at).toISOString().slice(0, 10).split("-");
  const time = `${end.slice(0, 16).replaceAll(/[-:]/g, "")}Z`;
  const name = [accountId, "elasticloadbalancing", loadBalancer.region, fileId(loadBalancer), time, LOOPBACK, random];
  return join(folderOf(loadBalancer, accountId), year, month, day, `${name.join("_")}.log`);
}

/** The load balancer in a file's name: `app.<name>.<id>`. */
function fileId({ arnSuffix }: LoadBalancer): string {
  return arnSuffix.replaceAll("/", ".");
}
