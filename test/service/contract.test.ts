import fc from "fast-check";
import { request } from "node:http";
import { startedWorld, type ServiceWorld } from "./support/service-world";

const RUNS = 25;
const SEED = 20_261_130;

/** A description of a service, as far as the test reads it. */
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: "header" | "path" | "query";
  readonly required?: boolean;
  readonly schema: Schema;
}

/** The part of JSON Schema that the routes' schemas use. */
interface Schema {
  readonly type?: string;
  readonly const?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** A request as it goes over the wire, and what came back. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

interface Received {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

let world: ServiceWorld;
let description: Description;
const operations = (): [string, string, Operation][] =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
      method.toUpperCase(),
      path,
      operation,
    ]),
  );

beforeAll(async () => {
  world = await startedWorld({ requestsPerMinute: 1_000_000 });
  description = JSON.parse((await send({ method: "GET", path: "/api/deployment/openapi.json" })).text) as Description;
});
afterAll(() => world.service.close());

function send({ method, path, headers = {}, body }: Sent): Promise<Received> {
  const { port } = new URL(world.service.url);
  return new Promise((resolve, reject) => {
    const asked = request({ port, host: "127.0.0.1", method, path, headers }, (answer) => {
      const type = answer.headers["content-type"] ?? "";
      const told = (text: string): void => {
        resolve({ status: answer.statusCode ?? 0, type, text });
      };
      if (type.startsWith("text/event-stream")) {
        answer.destroy();
        told("");
        return;
      }
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => {
        told(Buffer.concat(parts).toString());
      });
    });
    asked.on("error", reject);
    asked.end(body);
  });
}

/** Values that a schema allows, odd ones among them. */
function allowed(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(allowed));
  return (ALLOWED[schema.type ?? ""] ?? allowedText)(schema);
}

const ALLOWED: Readonly<Record<string, (schema: Schema) => fc.Arbitrary<unknown>>> = {
  object: allowedObject,
  array: ({ items = {} }) => fc.array(allowed(items), { maxLength: 3 }),
  integer: ({ minimum = -1000, maximum = 1000 }) => fc.integer({ min: minimum, max: Math.min(maximum, 2 ** 31 - 1) }),
  boolean: () => fc.boolean(),
};

function allowedObject({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [
      name,
      name === "environment" ? fc.constantFrom("staging", "staging", "nowhere") : allowed(each),
    ]),
  );
  return fc.record(members, { requiredKeys: [...required] });
}

function allowedText({ format, pattern, minLength = 0, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === "date-time") {
    const [min, max] = [new Date("0001-01-01T00:00:00Z"), new Date("9999-12-31T00:00:00Z")];
    return fc.date({ min, max, noInvalidDate: true }).map((date) => date.toISOString());
  }
  if (pattern !== undefined) {
    return fc.stringMatching(new RegExp(pattern)).filter(({ length }) => length >= minLength && length <= maxLength);
  }
  const odd = fc.constantFrom("__proto__", "constructor", "\0", "\u202e", "\ud800", "../../etc/passwd", "'; --", "%00");
  return fc.oneof(fc.string({ unit: "binary", minLength, maxLength: Math.min(maxLength, 50) }), odd);
}

/** Values that a schema doesn't allow, with what is wrong with them. */
function refused(schema: Schema, valid: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { properties = {}, required = [] } = schema;
  const without = (name: string) => Object.fromEntries(Object.entries(valid).filter(([each]) => each !== name));
  return [
    ...required.map(without),
    ...Object.entries(properties).flatMap(([name, each]) => wrong(each).map((value) => ({ ...valid, [name]: value }))),
    { ...valid, unknown: 1 },
    { ...valid, constructor: {} },
    ...[null, [], [valid], "text", 5, true],
  ];
}

function wrong(schema: Schema): readonly unknown[] {
  const { type, anyOf, maxItems } = schema;
  return [
    ...(anyOf === undefined ? [] : ["none of these"]),
    ...[{ toString: 1 }, null, ...(type === "integer" ? ["1", 1.5, 1e300] : [5])],
    ...(maxItems === undefined ? [] : [Array.from({ length: maxItems + 1 }, () => "x")]),
    ...beyondBounds(schema),
  ];
}

function beyondBounds({ minLength = 0, maxLength, minimum, maximum }: Schema): readonly (number | string)[] {
  return [
    ...(maxLength === undefined ? [] : ["x".repeat(maxLength + 1)]),
    ...(minLength === 0 ? [] : [""]),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(maximum === undefined ? [] : [maximum + 1]),
  ];
}

/** The same for parameters, all of which are texts. */
function wrongTexts(schema: Schema): readonly string[] {
  const { type, anyOf, format } = schema;
  const takesAnyText = anyOf === undefined && format === undefined && type !== "integer";
  return [...(takesAnyText ? [] : ["none", "", "%00"]), ...beyondBounds(schema).map(String)];
}

/** What a body of a route always may hold: what is required. */
function least(schema: Schema): Readonly<Record<string, unknown>> {
  const value = (name: string, { type, anyOf, const: constant }: Schema): unknown =>
    name === "environment" ? "staging" : (constant ?? anyOf?.[0]?.const ?? (type === "integer" ? 1 : "web"));
  return Object.fromEntries(
    (schema.required ?? []).map((name) => [name, value(name, schema.properties?.[name] ?? {})]),
  );
}

const JSON_TYPE = { "content-type": "application/json" };

function bodyOf({ requestBody }: Operation): Schema | undefined {
  return requestBody?.content["application/json"]?.schema;
}

function address(path: string, parameters: readonly Parameter[], values: Readonly<Record<string, unknown>>): string {
  const of = (place: Parameter["in"]) =>
    parameters.filter((each) => each.in === place && values[each.name] !== undefined);
  const text = (name: string): string => encodeURIComponent(wellFormed(String(values[name])));
  const filled = of("path").reduce((so, { name }) => so.replace(`{${name}}`, text(name)), path);
  const query = of("query").map(({ name }) => `${name}=${text(name)}`);
  return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
}

/** Text without halves of characters, which no URL can hold. */
function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function parametersOf(parameters: readonly Parameter[]): fc.Arbitrary<Record<string, unknown>> {
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
  const required = parameters.filter((each) => each.required === true || each.in === "path").map(({ name }) => name);
  return allowedObject({ properties, required }) as fc.Arbitrary<Record<string, unknown>>;
}

function expectProblem({ status, type, text }: Received, asked: Sent): void {
  const shown = `${JSON.stringify(asked).slice(0, 500)} answered ${status} ${text.slice(0, 500)}`;
  expect({ shown, isRefused: status >= 400 && status < 500 }).toEqual({ shown, isRefused: true });
  expect(type).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(text) as Record<string, unknown>;
  expect(problem).toMatchObject({ version: 1, status });
  expect([typeof problem.code, typeof problem.detail]).toEqual(["string", "string"]);
  expectNothingInternal(text);
}

function expectNothingInternal(text: string): void {
  expect(text).not.toMatch(/node_modules|\bat [\w.]+ \(|\/home\/|\/root\/|\.ts:\d+/);
}

it("answers what each schema allows without failing", async () => {
  const requests = fc.constantFrom(...operations()).chain(([method, path, operation]) => {
    const parameters = (operation.parameters ?? []).filter((each) => each.in !== "header");
    const schema = bodyOf(operation);
    return fc
      .tuple(parametersOf(parameters), schema === undefined ? fc.constant(undefined) : allowed(schema))
      .map(([values, body]): Sent => ({
        ...{ method, path: address(path, parameters, values) },
        ...(body !== undefined && { headers: JSON_TYPE, body: JSON.stringify(body) }),
      }));
  });
  const property = fc.asyncProperty(requests, async (asked) => {
    const answer = await send(asked);
    if (answer.status >= 400) expectProblem(answer, asked);
    else expectNothingInternal(answer.text);
  });
  await fc.assert(property, { seed: SEED, numRuns: operations().length * RUNS, verbose: 1 });
}, 60_000);

it("refuses bodies that a schema doesn't allow", async () => {
  for (const [method, path, operation] of operations()) {
    const schema = bodyOf(operation);
    if (schema === undefined) continue;
    const filled = `${path.replace("{id}", "a")}?environment=staging`;
    const place = path.includes("config") || path.includes("approvals") ? filled : path;
    for (const body of refused(schema, least(schema))) {
      const asked = { method, path: place, headers: JSON_TYPE, body: JSON.stringify(body) };
      expectProblem(await send(asked), asked);
    }
  }
}, 60_000);

it("refuses parameters that a schema doesn't allow", async () => {
  for (const [method, path, { parameters = [] }] of operations()) {
    const queried = parameters.filter((each) => each.in === "query");
    if (method !== "GET" || queried.length === 0) continue;
    const wrongs = queried.flatMap(({ name, schema }) => wrongTexts(schema).map((text) => `${name}=${text}`));
    const twice = "environment=staging&environment=staging";
    for (const query of [...wrongs, "unknown=1", "__proto__=1", "environment=%00", twice]) {
      const asked = { method, path: `${path.replace("{id}", "a")}?${query}` };
      expectProblem(await send(asked), asked);
    }
  }
}, 60_000);

it.each([
  ["broken JSON", { headers: JSON_TYPE, body: '{"environment": ' }, 400],
  ["no body", { headers: JSON_TYPE }, 400],
  ["no content type", { body: '{"environment":"staging"}' }, 415],
  ["plain text", { headers: { "content-type": "text/plain" }, body: '{"environment":"staging"}' }, 415],
  ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" }, body: "environment=staging" }, 415],
  ["a huge body", { headers: JSON_TYPE, body: JSON.stringify({ environment: "x".repeat(2_000_000) }) }, 413],
  ["a prototype", { headers: JSON_TYPE, body: '{"environment":"staging","__proto__":{"a":1}}' }, 400],
  [
    "a prototype's maker",
    { headers: JSON_TYPE, body: '{"environment":"staging","constructor":{"prototype":{}}}' },
    400,
  ],
])("refuses %s", async (_what, sent, status) => {
  const asked = { method: "POST", path: "/api/deployment/deploy", ...sent };
  const answer = await send(asked);

  expectProblem(answer, asked);
  expect(answer.status).toBe(status);
});

it.each([
  "/api/deployment/deployments/..%2f..%2fetc%2fpasswd",
  "/api/deployment/deployments/a%00",
  "/api/deployment/deployments/%ff",
  "/api/deployment/deployments/%zz",
  `/api/deployment/deployments/${"a".repeat(101)}`,
  "/api/deployment/approvals/..%2fstaging?environment=staging",
  "/api/deployment/approvals/a%20b?environment=staging",
  "/api/deployment/deployments?cursor=WyJhIiwiXHUwMDAwIl0", // ["a", NUL]
  "/api/deployment/deployments?cursor=bnVsbA", // null
  "/api/deployment/events?after=99999999999999999999",
  "/api/deployment/events?run=%00",
  "/api/deployment/approvals/none?environment=staging",
])("refuses %s", async (path) => {
  const asked = { method: "GET", path };
  expectProblem(await send(asked), asked);
});

describe("the description", () => {
  it("tells problems as application/problem+json, with the schema of a problem", () => {
    for (const [, , { responses }] of operations()) {
      for (const [status, { content, description: text }] of Object.entries(responses)) {
        expect(text).not.toMatch(/^$|Default Response/);
        if (Number(status) < 400) continue;
        const schema = { $ref: "#/components/schemas/Problem" };
        expect(content).toEqual({ "application/problem+json": { schema } });
      }
    }
    expect(description.components.schemas.Problem).toMatchObject({ type: "object" });
  });

  it("has references that lead somewhere, names that say something, and nothing of OpenAPI 3.0", () => {
    const text = JSON.stringify(description);
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference);

    expect(new Set(references)).toEqual(new Set(["#/components/schemas/Problem"]));
    expect(text).not.toMatch(/"nullable"|"(?:schema|def)-\d+"|"\$id"|x-response-description/);
  });

  it("tells what is accepted", () => {
    const accepted = operations().flatMap(([, , { responses }]) => responses["202"]?.description ?? []);

    expect(accepted).toHaveLength(5);
    expect(new Set(accepted)).toEqual(new Set([expect.stringContaining("in the background")]));
  });
});
