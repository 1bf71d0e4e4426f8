import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { componentNames, defaultProblems, type FolderSources, shapeProblems } from "../support/component-shape";

const COMPONENTS = join(__dirname, "../../components");
const PAGES = join(__dirname, "../../docs/components");
const FOLDERS = readdirSync(COMPONENTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

function sourcesOf(folder: string): FolderSources {
  const files = readdirSync(join(COMPONENTS, folder), { recursive: true, encoding: "utf8" });
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith(".ts"))
      .map((file) => [file, readFileSync(join(COMPONENTS, folder, file), "utf8")]),
  );
}

describe("every component", () => {
  it.each(FOLDERS.filter((folder) => folder !== "shared"))("of %s has the one shape", (folder) => {
    expect(shapeProblems(folder, sourcesOf(folder))).toEqual([]);
  });

  it.each(FOLDERS.filter((folder) => folder !== "shared"))("of %s has a page", (folder) => {
    expect(existsSync(join(PAGES, `${folder}.md`))).toBe(true);
  });

  it("is found", () => {
    const names = FOLDERS.flatMap((folder) => componentNames(sourcesOf(folder)));

    expect(names).toEqual(expect.arrayContaining(["ContainerService", "LoadBalancer", "LoadAlarms", "ServiceScaling"]));
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(FOLDERS)("of %s says in one grammar what happens by default", (folder) => {
    const problems = Object.entries(sourcesOf(folder)).flatMap(([file, text]) => defaultProblems(file, text));

    expect(problems).toEqual([]);
  });
});

function withDefault(value: string): string {
  return `interface DatabaseArgs {\n  /** Size. @default ${value} */\n  readonly size?: string;\n}`;
}

describe("the check of shapes", () => {
  const right = {
    "index.ts": "",
    "args.ts": "export interface DatabaseArgs {}",
    "validate.ts": "export function validateDatabase(args: DatabaseArgs, problems: ArgumentProblems): void {}",
    "database.ts": `export class Database extends pulumi.ComponentResource {
      constructor(name: string, args: DatabaseArgs, opts?: pulumi.ComponentResourceOptions) {
        requireValid("Database", name, args, validateDatabase);
        super("proofpix:database:Database", name, {}, opts);
        this.endpoint = create(this);
        this.registerOutputs({ endpoint: this.endpoint });
      }
    }`,
  };
  const without = (file: keyof typeof right): FolderSources =>
    Object.fromEntries(Object.entries(right).filter(([name]) => name !== file));
  const changed = (file: keyof typeof right, from: string, to: string): FolderSources => ({
    ...right,
    [file]: right[file].replace(from, to),
  });

  it("takes the right one", () => {
    expect(shapeProblems("database", right)).toEqual([]);
  });

  it("takes a second component of a folder, with its name before its files", () => {
    const second = Object.fromEntries(
      Object.entries(right)
        .filter(([name]) => name !== "index.ts")
        .map(([name, text]) => [
          name === "database.ts" ? "read-replica.ts" : `read-replica-${name}`,
          text.replaceAll("Database", "ReadReplica"),
        ]),
    );

    expect(shapeProblems("database", { ...right, ...second })).toEqual([]);
  });

  it.each<[string, FolderSources, string]>([
    ["a folder without index", without("index.ts"), "has no index.ts"],
    ["arguments elsewhere", without("args.ts"), 'has no args.ts with its arguments, "DatabaseArgs"'],
    [
      "other arguments",
      changed("args.ts", "DatabaseArgs", "Args"),
      'has no args.ts with its arguments, "DatabaseArgs"',
    ],
    ["no validation", without("validate.ts"), "has no validate.ts with validateDatabase"],
    [
      "a validator that collects nothing",
      changed("validate.ts", "ArgumentProblems", "string"),
      "is no ArgumentProblems",
    ],
    ["a validator that throws", changed("validate.ts", "{}", "{ throw new Error(); }"), "throws instead of recording"],
    ["a validator that throws all", changed("validate.ts", "{}", "{ problems.throwIfAny(''); }"), "throws instead"],
    ["no call of the validator", changed("database.ts", "requireValid", "check"), "doesn't begin with requireValid"],
    ["another component's title", changed("database.ts", '"Database"', '"Cache"'), "doesn't begin with requireValid"],
    ["another type", changed("database.ts", "proofpix:database:", "proofpix:rds:"), "doesn't go on with super"],
    ["no outputs", changed("database.ts", "this.registerOutputs", "this.register"), "doesn't end with its one"],
    [
      "children after the outputs",
      changed("database.ts", "endpoint });", "endpoint }); create(this);"),
      "doesn't end with its one",
    ],
    [
      "outputs twice",
      changed("database.ts", "this.endpoint =", "this.registerOutputs({}); this.endpoint ="),
      "doesn't end with its one",
    ],
    [
      "children of its own kind",
      { ...right, "children.ts": "interface C { readonly parent: pulumi.Resource; readonly transform: object }" },
      "children.ts declares C, which is Children",
    ],
    [
      "an alarm of its own kind",
      { ...right, "alarms.ts": "export const alarm = new aws.cloudwatch.MetricAlarm(name, args);" },
      "alarms.ts creates an alarm without createAlarm",
    ],
  ])("finds %s", (_, sources, problem) => {
    expect(shapeProblems("database", sources)).toEqual([expect.stringContaining(problem)]);
  });

  it("finds a class in a file of another name", () => {
    const { "database.ts": text, ...others } = right;

    expect(shapeProblems("database", { ...others, "component.ts": text })).toEqual([
      "database: Database is in component.ts instead of database.ts",
    ]);
  });

  it.each(["3", "-1", '"2s"', "true", '["/tmp"]', '{ strategy: "rolling" }', "- no alarm", "- `minSize` of the group"])(
    "takes @default %s",
    (value) => {
      expect(defaultProblems("args.ts", withDefault(value))).toEqual([]);
    },
  );

  it.each(["`3`", '"30s" (HC-2)', '"1000:1000", the user', "none", "-", "undefined", ""])(
    "finds @default %s",
    (value) => {
      const [problem, ...others] = defaultProblems("args.ts", withDefault(value));

      expect(problem).toContain("args.ts:2: @default");
      expect(others).toEqual([]);
    },
  );

  it("finds an optional argument that says nothing of its default", () => {
    expect(
      defaultProblems("args.ts", "interface DatabaseArgs {\n  /** Size. */\n  readonly size?: string;\n}"),
    ).toEqual(["args.ts:3: size is optional and has no @default"]);
  });
});
