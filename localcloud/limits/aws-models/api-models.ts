import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fetchBotocore, pinnedVersion } from "./botocore";
import type { Shape, ShapeReference } from "./model";

/** What a model says of a service as a whole (botocore, `metadata`). */
interface Metadata {
  readonly apiVersion: string;
  readonly endpointPrefix: string;
  readonly signingName?: string;
  readonly protocol: string;
  readonly protocols?: readonly string[];
  readonly targetPrefix?: string;
  readonly jsonVersion?: string;
  readonly xmlNamespace?: string;
  readonly awsQueryCompatible?: object;
}

interface ApiOperation {
  readonly http?: { readonly method: string; readonly requestUri: string; readonly responseCode?: number };
  readonly input?: ShapeReference;
  readonly output?: ShapeReference & { readonly resultWrapper?: string };
  readonly errors?: readonly ShapeReference[];
}

/** A reference that may have a place and a name of its own on the wire. */
interface Located extends ShapeReference {
  readonly location?: string;
  readonly locationName?: string;
}

interface ApiShape extends Omit<Shape, "members" | "member" | "key" | "value"> {
  readonly timestampFormat?: string;
  readonly flattened?: boolean;
  readonly payload?: string;
  readonly members?: Readonly<Record<string, Located>>;
  readonly member?: Located;
  readonly key?: Located;
  readonly value?: Located;
  readonly error?: { readonly code?: string };
}

/** A model with all that its service writes and reads. */
export interface ApiServiceModel {
  readonly metadata: Metadata;
  readonly operations: Readonly<Record<string, ApiOperation>>;
  readonly shapes: Readonly<Record<string, ApiShape>>;
}

type Table = Record<string, unknown>;

/**
 * Writes `localcloud/generated/aws-api-models.json`: how AWS writes what some operations take and answer.
 * @param operations as `<service>.<operation>`
 * @returns a summary for people.
 */
export function generateAwsApiModels(root: string, operations: readonly string[]): string {
  const requirements = requirementsIn(root);
  const botocore = fetchBotocore(requirements, join(root, ".local", "aws-models"));
  const modelOf = (service: string): ApiServiceModel => botocore.model(service) as unknown as ApiServiceModel;
  const services = apiModels(operations, modelOf);
  const content = { botocore: pinnedVersion(requirements), operations: sorted(operations), services };
  writeFileSync(join(root, "localcloud", "generated", "aws-api-models.json"), rendered(content));
  return `models of ${operations.length} operations of ${Object.keys(services).length} services`;
}

/** File that pins the version of the models. */
export function requirementsIn(root: string): string {
  return join(root, "localcloud", "limits", "aws-models", "requirements.txt");
}

/** Models of the services whose operations are named, with the shapes that these reach and no others. */
export function apiModels(operations: readonly string[], modelOf: (service: string) => ApiServiceModel): Table {
  const services = [...new Set(operations.map(serviceIn))].sort();
  return Object.fromEntries(
    services.map((service) => {
      const names = sorted(operations.filter((each) => serviceIn(each) === service)).map(
        (each) => each.split(".")[1] ?? "",
      );
      return [service, serviceTable(service, names, modelOf(service))];
    }),
  );
}

function serviceIn(operation: string): string {
  return operation.split(".")[0] ?? "";
}

function serviceTable(service: string, names: readonly string[], model: ApiServiceModel): Table {
  const { metadata, shapes } = model;
  const reached = new Reached(service, shapes);
  const operations = Object.fromEntries(
    names.map((name) => {
      const operation = model.operations[name];
      if (operation === undefined) throw new Error(`${service} has no operation ${name}`);
      const { input, output, http } = operation;
      return [
        name,
        {
          ...(isRest(model) && http && { http: httpOf(http) }),
          ...(input && { input: reached.add(input) }),
          ...(output && { output: reached.add(output) }),
          ...(output?.resultWrapper !== undefined && { resultWrapper: output.resultWrapper }),
        },
      ];
    }),
  );
  const { apiVersion, protocol, protocols = [protocol], targetPrefix, jsonVersion, xmlNamespace } = metadata;
  return {
    signingName: metadata.signingName ?? metadata.endpointPrefix,
    apiVersion,
    protocols,
    ...(targetPrefix !== undefined && { targetPrefix }),
    ...(jsonVersion !== undefined && { jsonVersion }),
    ...(xmlNamespace !== undefined && { xmlNamespace }),
    ...(metadata.awsQueryCompatible !== undefined && { queryErrors: queryErrors(model, names) }),
    operations,
    shapes: reached.table,
  };
}

/** Whether a service's operations are told by methods and paths. */
function isRest({ metadata: { protocol } }: ApiServiceModel): boolean {
  return protocol.startsWith("rest-");
}

function httpOf({ method, requestUri, responseCode = 200 }: NonNullable<ApiOperation["http"]>): Table {
  return { method, uri: requestUri, ...(responseCode !== 200 && { status: responseCode }) };
}

/** Codes in the query protocol that differ from the names of the errors' shapes. */
function queryErrors({ operations, shapes }: ApiServiceModel, names: readonly string[]): Table {
  const errors = names.flatMap((name) => operations[name]?.errors ?? []).map(({ shape }) => shape);
  const codes = [...new Set(errors)].sort().flatMap((shape) => {
    const code = shapes[shape]?.error?.code;
    return code === undefined || code === shape ? [] : [[shape, code] as const];
  });
  return Object.fromEntries(codes);
}

/** The shapes that operations reach. Scalars are written where they are used. */
class Reached {
  private readonly found = new Map<string, Table>();

  constructor(
    private readonly service: string,
    private readonly shapes: Readonly<Record<string, ApiShape>>,
  ) {}

  get table(): Table {
    return Object.fromEntries([...this.found].sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** The name by which a shape is referred to. */
  add({ shape: name }: ShapeReference): string {
    const shape = this.shapes[name];
    if (shape === undefined) throw new Error(`${this.service} has no shape ${name}`);
    if (!["structure", "list", "map"].includes(shape.type)) return scalarOf(shape);
    if (this.found.has(name)) return name;
    const table: Table = {};
    this.found.set(name, table); // before its members, of which some lead back to it
    Object.assign(table, this.content(shape));
    return name;
  }

  private content(shape: ApiShape): Table {
    const { type, member, key, value, flattened } = shape;
    const flat = flattened === true ? { flattened } : {};
    if (member !== undefined)
      return { type, member: this.add(member), ...nameOf("memberName", member, "member"), ...flat };
    if (key !== undefined && value !== undefined) {
      const names = { ...nameOf("keyName", key, "key"), ...nameOf("valueName", value, "value") };
      return { type, key: this.add(key), value: this.add(value), ...names, ...flat };
    }
    return this.structure(shape);
  }

  private structure({ type, members = {}, required = [], payload }: ApiShape): Table {
    const entries = Object.entries(members).map(([each, reference]) => [each, this.add(reference)] as const);
    return {
      type,
      members: Object.fromEntries(entries),
      ...(required.length > 0 && { required }),
      ...namesOf(members),
      ...placesOf(members),
      ...(payload !== undefined && { payload }),
    };
  }
}

/** Members that don't stand in the body, by their places. */
function placesOf(members: Readonly<Record<string, Located>>): Table {
  const placed = Object.entries(members).flatMap(([member, { location }]) =>
    location === undefined ? [] : [[member, location] as const],
  );
  return placed.length === 0 ? {} : { places: Object.fromEntries(placed) };
}

/** Names of members on the wire that aren't those of the model. */
function namesOf(members: Readonly<Record<string, Located>>): Table {
  const renamed = Object.entries(members).flatMap(([member, { locationName = member }]) =>
    locationName === member ? [] : [[member, locationName] as const],
  );
  return renamed.length === 0 ? {} : { names: Object.fromEntries(renamed) };
}

/** The name of a part on the wire, where it isn't the usual one. */
function nameOf(property: string, { locationName }: Located, usual: string): Table {
  return locationName === undefined || locationName === usual ? {} : { [property]: locationName };
}

function scalarOf({ type, timestampFormat }: ApiShape): string {
  if (type === "timestamp" && timestampFormat === "iso8601") return "isoTimestamp";
  return type === "character" ? "string" : type;
}

function sorted(names: readonly string[]): string[] {
  return [...names].sort();
}

/** JSON with a line for each operation and each shape, so that a change of AWS's shows in a diff as what it is. */
function rendered({ services, ...head }: Table): string {
  const tables = Object.entries(services as Record<string, Table>).map(([service, { operations, shapes, ...rest }]) => {
    const start = JSON.stringify(rest).slice(0, -1);
    return `    ${JSON.stringify(service)}: ${start},"operations":{${lines(operations)}},"shapes":{${lines(shapes)}}}`;
  });
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "services": {\n${tables.join(",\n")}\n  }\n}\n`;
}

function lines(table: unknown): string {
  const entries = Object.entries(table as Table).map(
    ([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return entries.length === 0 ? "" : `\n${entries.join(",\n")}\n    `;
}
