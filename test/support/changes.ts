import { difference } from "../../localcloud/provider/difference";
import { RESOURCE_TYPES } from "../../localcloud/services";
import type { Registered } from "./deploy";

/** What the engine would do to resources that run, by their names; what stays as it is, isn't listed. */
export interface Changes {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly replaced: readonly string[];
  readonly deleted: readonly string[];
}

/**
 * What an update from one program to another would do, by the rules of the engine and of the providers: which inputs
 * replace a resource, and that outputs of a replaced resource change what reads them.
 */
export function changesBetween(before: readonly Registered[], after: readonly Registered[]): Changes {
  const running = new Map(before.map((resource) => [resource.urn, resource]));
  const wanted = new Set(after.map(({ urn }) => urn));
  const anew = new Set<string>();
  const found = { created: [] as string[], updated: [] as string[], replaced: [] as string[] };
  for (const resource of after.filter(({ component }) => !component)) {
    const kind = changeOf(running.get(resource.urn), resource, anew);
    if (kind === undefined) continue;
    found[kind].push(`${resource.type.split(":").at(-1) ?? ""} ${resource.name}`);
    if (kind !== "updated") anew.add(resource.urn);
  }
  const gone = before.filter(({ component, urn }) => !component && !wanted.has(urn));
  return { ...found, deleted: gone.map(({ type, name }) => `${type.split(":").at(-1) ?? ""} ${name}`) };
}

function changeOf(
  before: Registered | undefined,
  after: Registered,
  anew: ReadonlySet<string>,
): "created" | "updated" | "replaced" | undefined {
  if (before === undefined) return "created";
  const unread = Object.entries(after.dependencies).filter(([, urns]) => urns.some((urn) => anew.has(urn)));
  const inputs = { ...after.inputs, ...Object.fromEntries(unread.map(([input]) => [input, "not known yet"])) };
  const kept = Object.fromEntries(after.ignoreChanges.map((input) => [input, before.inputs[input]]));
  const type = RESOURCE_TYPES.find((each) => each.type === after.type);
  if (type === undefined) throw new Error(`the local cloud doesn't know ${after.type}`);
  const { added, removed, changed, replacing } = difference(type, before.inputs, { ...inputs, ...kept });
  const differing = [...added, ...removed, ...changed];
  if (differing.length === 0) return undefined;
  return replacing.length > 0 || differing.some((input) => after.replaceOnChanges.includes(input))
    ? "replaced"
    : "updated";
}
