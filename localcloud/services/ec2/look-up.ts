import { refuse } from "../../model/aws-error";
import { type CloudResource, outputsOf } from "../../model/resource";
import type { FunctionRequest } from "../../model/resource-type";
import { object, objects, type Properties, text, texts } from "../../model/values";
import { given, NotModelledError } from "../shared/inputs";

/** How a function finds what it looks up: values that AWS compares, by the names of arguments and filters. */
export interface Criteria {
  /** File of the function, where others are to be added. */
  readonly file: string;
  /** By arguments of the function, such as `vpcId`. @default - it has none */
  readonly args?: Readonly<Record<string, ValueOf>>;
  /** By AWS's filters, such as `vpc-id`. @default - it has none */
  readonly filters?: Readonly<Record<string, ValueOf>>;
}

/** What a resource has of a criterion: a value, or a list of some. */
type ValueOf = (resource: CloudResource) => unknown;

/** Arguments of every look-up. */
const OF_ALL = ["filters", "region", "tags"];

/** The candidates in the region of a call that meet its arguments, filters and tags. */
export function matching(
  { args, region }: FunctionRequest,
  candidates: readonly CloudResource[],
  { file, args: byArgs = {}, filters: byFilters = {} }: Criteria,
): CloudResource[] {
  const named = given(args, Object.keys(args)).filter((name) => !OF_ALL.includes(name));
  refuseUnknown(named, byArgs, file);
  const filters = objects(args, "filters").map((filter) => ({
    name: text(filter, "name") ?? "",
    values: texts(filter, "values"),
  }));
  refuseUnknown(
    filters.map(({ name }) => name),
    byFilters,
    file,
  );
  return candidates.filter(
    (resource) =>
      resource.region === region &&
      hasTags(resource, object(args, "tags") ?? {}) &&
      named.every((name) => has(byArgs[name]?.(resource), [args[name]])) &&
      filters.every(({ name, values }) => has(byFilters[name]?.(resource), values)),
  );
}

/**
 * The only match of a data source of the provider that finds one (terraform-provider-aws,
 * `internal/tfresource/errors.go`, SingularDataSourceFindError).
 * @param what is looked up, in the provider's words, such as `EC2 VPC`.
 */
export function theOnly(matches: readonly CloudResource[], what: string): CloudResource {
  const [first, ...others] = matches;
  if (first === undefined) refuse("InvalidParameterValue", `no matching ${what} found`, "");
  if (others.length === 0) return first;
  refuse(
    "InvalidParameterValue",
    `multiple ${what}s matched; use additional constraints to reduce matches to a single ${what}`,
    "",
  );
}

/** What every look-up answers of a resource. */
export function answerOf(resource: CloudResource): Properties {
  return { ...outputsOf(resource), tags: tagsOf(resource), region: resource.region };
}

function tagsOf({ inputs }: CloudResource): Properties {
  return object(inputs, "tags") ?? {};
}

function hasTags(resource: CloudResource, wanted: Properties): boolean {
  return Object.entries(wanted).every(([key, value]) => tagsOf(resource)[key] === value);
}

function has(own: unknown, wanted: readonly unknown[]): boolean {
  return [own].flat().some((value) => wanted.includes(value));
}

function refuseUnknown(names: readonly string[], known: Readonly<Record<string, ValueOf>>, file: string): void {
  const unknown = names.filter((name) => !Object.hasOwn(known, name));
  if (unknown.length > 0) throw new NotModelledError("look-ups by these", unknown, file);
}
