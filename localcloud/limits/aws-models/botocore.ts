import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { runPython } from "../../../tools/shared/python";
import type { ServiceModel } from "./model";

/** AWS's API models as botocore publishes them, unpacked in a folder. */
export class Botocore {
  private readonly models = new Map<string, ServiceModel>();

  constructor(private readonly folder: string) {}

  /** Newest model of a service such as `elbv2`. */
  model(service: string): ServiceModel {
    const known = this.models.get(service) ?? this.read(service);
    this.models.set(service, known);
    return known;
  }

  private read(service: string): ServiceModel {
    const versions = join(this.folder, "botocore", "data", service);
    const newest = readdirSync(versions).sort().at(-1) ?? "";
    const model = gunzipSync(readFileSync(join(versions, newest, "service-2.json.gz"))).toString("utf8");
    return JSON.parse(model) as ServiceModel;
  }
}

/**
 * botocore at the version and hash that a requirements file of pip's pins: fetched once, then kept in the cache folder.
 * @throws {UserError} when Python 3 with pip isn't there, or the package can't be fetched or isn't the pinned one.
 */
export function fetchBotocore(requirements: string, cacheFolder: string): Botocore {
  const folder = join(cacheFolder, `botocore-${pinnedVersion(requirements)}`);
  if (!existsSync(folder)) {
    const incomplete = `${folder}.incomplete`;
    rmSync(incomplete, { recursive: true, force: true });
    download(requirements, incomplete);
    renameSync(incomplete, folder);
  }
  return new Botocore(folder);
}

/** Version of botocore in a requirements file. */
export function pinnedVersion(requirements: string): string {
  const version = /^botocore==(\S+)/m.exec(readFileSync(requirements, "utf8"))?.[1];
  if (version === undefined) throw new Error(`${requirements} pins no version of botocore`);
  return version;
}

function download(requirements: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  python("-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--dest", folder, "-r", requirements);
  const wheel = readdirSync(folder).find((file) => file.endsWith(".whl"));
  if (wheel === undefined) throw new Error(`pip left no wheel in ${folder}`);
  python("-m", "zipfile", "-e", join(folder, wheel), folder);
}

/** AWS's models come as a Python package. */
function python(...args: string[]): void {
  runPython(args, "the limits of AWS's models", "Python 3 with pip, and a network in which pip reaches its packages");
}
