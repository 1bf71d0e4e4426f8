import { isObject } from "../../tools/yaml/render";
import type { BackendFiles } from "./backend-files";
import type { ConfigurationEntry, HistoricUpdate, StateResource } from "./engine";

/** An update as a self-managed backend records it (pulumi/pkg/backend/updates.go, `UpdateInfo`). */
interface UpdateInfo {
  readonly kind: string;
  readonly startTime: number;
  readonly endTime?: number;
  readonly message?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly result: string;
  readonly resourceChanges?: Readonly<Record<string, number>>;
}

/**
 * The history and the checkpoints that a self-managed backend keeps beside its states: `<stack>-<time>.history.json` and
 * `<stack>-<time>.checkpoint.json`.
 */
export class BackendHistory {
  private readonly folder: string;

  constructor(
    private readonly files: BackendFiles,
    project: string,
    stack: string,
  ) {
    this.folder = `.pulumi/history/${project}/${stack}`;
  }

  /** Updates, newest first. */
  async updates(limit = Number.POSITIVE_INFINITY): Promise<HistoricUpdate[]> {
    const names = await this.names();
    const wanted = names.map((name, place) => ({ name, version: place + 1 })).slice(-limit);
    const updates = wanted.map(async ({ name, version }) =>
      historicUpdate(version, JSON.parse(await this.files.read(`${this.folder}/${name}`)) as UpdateInfo),
    );
    return (await Promise.all(updates)).reverse();
  }

  /** Resources of the checkpoint that an update left. */
  async checkpoint(version: number): Promise<StateResource[] | undefined> {
    const name = (await this.names())[version - 1];
    const file = name?.replace(/\.history\.json/, ".checkpoint.json");
    if (file === undefined || !(await this.files.list(this.folder)).includes(file)) return undefined;
    const { checkpoint } = JSON.parse(await this.files.read(`${this.folder}/${file}`)) as {
      readonly checkpoint: { readonly latest?: { readonly resources?: StateResource[] } };
    };
    return checkpoint.latest?.resources ?? [];
  }

  private async names(): Promise<string[]> {
    const files = await this.files.list(this.folder);
    return files.filter((file) => file.endsWith(".history.json"));
  }
}

function historicUpdate(version: number, info: UpdateInfo): HistoricUpdate {
  const { kind, startTime, endTime, message = "", environment = {}, config = {}, result, resourceChanges = {} } = info;
  const commit = environment["git.head"];
  return {
    version,
    kind,
    result: result as HistoricUpdate["result"],
    message,
    startedAt: isoTime(startTime),
    ...(endTime !== undefined && { endedAt: isoTime(endTime) }),
    ...(commit !== undefined && { commit }),
    isDirty: environment["git.dirty"] === "true",
    configuration: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, entryOf(value)])),
    changes: resourceChanges,
  };
}

function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** A value of a recorded configuration; a secret is an object whose only key is `secure`. */
function entryOf(value: unknown): ConfigurationEntry {
  if (isObject(value) && typeof value.secure === "string" && Object.keys(value).length === 1) {
    return { secure: value.secure };
  }
  return { value };
}

/** An update as `pulumi stack history --json` prints it, without `--show-secrets`. */
interface PrintedUpdate {
  readonly version: number;
  readonly kind: string;
  readonly startTime: string;
  readonly endTime?: string;
  readonly message?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, PrintedValue>>;
  readonly result: string;
  readonly resourceChanges?: Readonly<Record<string, number>>;
}

interface PrintedValue {
  readonly value?: string;
  readonly objectValue?: unknown;
  readonly secret: boolean;
}

/** The history as the engine prints it, newest first. It gives secrets decrypted or not at all; here not at all. */
export function cloudHistory(printed: string): HistoricUpdate[] {
  return (JSON.parse(printed) as readonly PrintedUpdate[]).map(({ startTime, endTime, config = {}, ...update }) => ({
    ...historicUpdate(update.version, { ...update, startTime: seconds(startTime) }),
    ...(endTime !== undefined && { endedAt: isoTime(seconds(endTime)) }),
    configuration: Object.fromEntries(Object.entries(config).map(([key, value]) => [key, printedEntry(value)])),
  }));
}

function printedEntry({ secret, objectValue, value }: PrintedValue): ConfigurationEntry {
  return secret ? { isUnknown: true } : { value: objectValue ?? value };
}

function seconds(time: string): number {
  return Date.parse(time) / 1000;
}
