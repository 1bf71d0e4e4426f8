import {
  type Dirent,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { replaceFile } from "../../tools/shared/files";
import type { DeploymentRecord, Worker } from "../model/deployment";
import { parsedJson } from "../shared/parsed-json";
import type { Claim, DeploymentStore, HeldClaim } from "./deployment-store";
import { type Liveness, livenessOf } from "./liveness";

const CLAIM_FILE = "claim";

/** How the store tells time and living processes. */
export interface FileDeploymentStoreArgs {
  /** Folder with a folder for each environment. */
  readonly directory: string;
  readonly now?: () => Date;
  readonly liveness?: Liveness;
}

/** Keeps records in files, each replaced atomically, in a folder for each environment. */
export class FileDeploymentStore implements DeploymentStore {
  private readonly directory: string;
  private readonly now: () => Date;
  private readonly liveness: Liveness;

  constructor({ directory, now = () => new Date(), liveness = livenessOf }: FileDeploymentStoreArgs) {
    this.directory = directory;
    this.now = now;
    this.liveness = liveness;
  }

  environments(): Promise<readonly string[]> {
    const folders = entriesOf(this.directory).filter((entry) => entry.isDirectory());
    const names = folders.map(({ name }) => name).filter((name) => this.recordFiles(name).length > 0);
    return Promise.resolve(names.sort());
  }

  list(environment: string): ReturnType<DeploymentStore["list"]> {
    const records: DeploymentRecord[] = [];
    const damaged: string[] = [];
    for (const name of this.recordFiles(environment)) {
      const path = join(this.directory, environment, name);
      const record = parsedJson(readFileSync(path, "utf8")) as DeploymentRecord | undefined;
      if (record === undefined) damaged.push(path);
      else records.push(record);
    }
    return Promise.resolve({ records, damaged });
  }

  find(environment: string, id: string): Promise<DeploymentRecord | undefined> {
    // Of thousands of records one is read, and nothing but records.
    const file = this.recordFiles(environment).find((name) => name === `${id}.json`);
    if (file === undefined) return Promise.resolve(undefined);
    const text = readFileSync(join(this.directory, environment, file), "utf8");
    return Promise.resolve(parsedJson(text) as DeploymentRecord | undefined);
  }

  save(record: DeploymentRecord): Promise<void> {
    const path = join(this.directory, record.environment, `${record.id}.json`);
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, `${JSON.stringify(record, undefined, 2)}\n`);
    return Promise.resolve();
  }

  claim(environment: string, deployment: string, worker: Worker): Promise<HeldClaim | { readonly heldBy: Claim }> {
    const path = join(this.directory, environment, CLAIM_FILE);
    mkdirSync(dirname(path), { recursive: true });
    const claim: Claim = { environment, deployment, worker, renewedAt: this.now().toISOString() };
    if (created(path, claim)) return Promise.resolve(held(path, claim));
    const holder = readClaim(path);
    if (holder !== undefined && this.liveness(holder, this.now()) !== "dead") {
      return Promise.resolve({ heldBy: holder });
    }
    return Promise.resolve(this.takenOver(path, claim, holder));
  }

  /**
   * Puts a claim in the place of one whose worker has died. Of two runs that do so at once, one gets it: what a run has
   * moved away and isn't the dead claim, it puts back.
   */
  private takenOver(path: string, claim: Claim, dead: Claim | undefined): HeldClaim | { readonly heldBy: Claim } {
    const aside = `${path}.${claim.deployment}.dead`;
    if (moved(path, aside) && readClaim(aside)?.deployment !== dead?.deployment) linked(aside, path);
    rmSync(aside, { force: true });
    if (created(path, claim)) return held(path, claim);
    return { heldBy: readClaim(path) ?? claim };
  }

  private recordFiles(environment: string): string[] {
    const files = entriesOf(join(this.directory, environment)).map(({ name }) => name);
    return files
      .filter((file) => file.endsWith(".json"))
      .sort()
      .reverse();
  }
}

/** What is in a folder; nothing where there is no such folder. */
function entriesOf(directory: string): Dirent[] {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Creates a claim's file; false where there is one. The file is whole from the beginning, since it is linked. */
function created(path: string, claim: Claim): boolean {
  const temporary = `${path}.${claim.deployment}.new`;
  try {
    writeFileSync(temporary, JSON.stringify(claim));
    return linked(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Links a file to a path; false where there is one. */
function linked(file: string, path: string): boolean {
  return unless("EEXIST", () => {
    linkSync(file, path);
  });
}

function moved(path: string, aside: string): boolean {
  return unless("ENOENT", () => {
    renameSync(path, aside);
  });
}

/** Whether something could be done; false for the failure that is expected. */
function unless(expected: string, work: () => void): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === expected) return false;
    throw error;
  }
}

function held(path: string, { deployment }: Claim): HeldClaim {
  return {
    release: () => {
      if (readClaim(path)?.deployment === deployment) rmSync(path, { force: true });
      return Promise.resolve();
    },
  };
}

function readClaim(path: string): Claim | undefined {
  try {
    return parsedJson(readFileSync(path, "utf8")) as Claim | undefined;
  } catch {
    return undefined;
  }
}
