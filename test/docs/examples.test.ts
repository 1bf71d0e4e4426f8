import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../..");

/** A fenced block of TypeScript, and where it stands. */
interface Example {
  /** Such as `docs/components/network.md:12`. */
  readonly place: string;
  /** Where the compiler finds it: no such file exists. */
  readonly fileName: string;
  readonly code: string;
}

describe("examples in the documentation", () => {
  const examples = documentationPages().flatMap(examplesOf);
  let problems: ReadonlyMap<string, readonly string[]>;

  beforeAll(() => {
    problems = typeProblems(examples);
  });

  it("exist, or nothing would be checked", () => {
    expect(examples).not.toHaveLength(0);
  });

  it.each(examples)("$place type-checks against the sources", ({ fileName }) => {
    expect(problems.get(fileName) ?? []).toEqual([]);
  });
});

describe("the check of examples", () => {
  it("finds what does not type-check, and takes what does", () => {
    const page = [
      "```ts",
      'import { durationSeconds } from "./components/shared/quantity";',
      'export const seconds: string = durationSeconds("30s");',
      "```",
      "```ts",
      'import { durationSeconds } from "./components/shared/quantity";',
      'export const seconds: number = durationSeconds("30s");',
      "```",
      "```sh",
      "npm test",
      "```",
    ].join("\n");
    const examples = examplesIn("page.md", page);

    const problems = typeProblems(examples);

    expect(examples.map(({ place }) => place)).toEqual(["page.md:2", "page.md:6"]);
    expect(examples.map(({ fileName }) => problems.get(fileName))).toEqual([
      ["line 2: Type 'number' is not assignable to type 'string'."],
      undefined,
    ]);
  });
});

function documentationPages(): string[] {
  const docs = readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" }).map((path) => join("docs", path));
  return [...docs, "README.md"].filter((path) => path.endsWith(".md") && existsSync(join(ROOT, path)));
}

function examplesOf(page: string): Example[] {
  return examplesIn(page, readFileSync(join(ROOT, page), "utf8"));
}

function examplesIn(page: string, text: string): Example[] {
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code = "" }) => {
    const line = text.slice(0, index).split("\n").length + 1;
    return { place: `${page}:${line}`, fileName: join(ROOT, `${page.replaceAll("/", "-")}-${line}.ts`), code };
  });
}

/** Problems by file name. One program for all, since most of the time goes into the types of the AWS provider. */
function typeProblems(examples: readonly Example[]): Map<string, string[]> {
  const codes = new Map(examples.map(({ fileName, code }) => [fileName, code]));
  const options = compilerOptions();
  const program = ts.createProgram([...codes.keys()], options, hostWith(codes, options));
  const problems = new Map<string, string[]>();
  for (const fileName of codes.keys()) {
    const source = program.getSourceFile(fileName);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    if (found.length > 0) problems.set(fileName, found.map(problemText));
  }
  return problems;
}

/**
 * The project's own options, but that an example need not use all that it declares, and that its author may tell a
 * property that is left out from one that is undefined: a component has to fit into another one's arguments there too.
 */
function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(ROOT, "tsconfig.json"), (path) => ts.sys.readFile(path)) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
  return {
    ...options,
    types: ["node"],
    incremental: false,
    tsBuildInfoFile: undefined,
    noUnusedLocals: false,
    exactOptionalPropertyTypes: true,
    moduleDetection: ts.ModuleDetectionKind.Force,
    paths: {
      "proofpix-infrastructure/components": [join(ROOT, "components/index.ts")],
      "proofpix-infrastructure/components/datadog": [join(ROOT, "components/datadog/index.ts")],
      "proofpix-infrastructure/testing": [join(ROOT, "components/testing/index.ts")],
      "proofpix-infrastructure/rehearsal": [join(ROOT, "cli/installed/rehearsal.ts")],
    },
  };
}

/** A host to which the examples look like files. */
function hostWith(codes: ReadonlyMap<string, string>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  return {
    ...host,
    fileExists: (fileName) => codes.has(fileName) || host.fileExists(fileName),
    getSourceFile: (fileName, languageVersion) => {
      const code = codes.get(fileName);
      return code === undefined
        ? host.getSourceFile(fileName, languageVersion)
        : ts.createSourceFile(fileName, code, languageVersion);
    },
  };
}

function problemText({ file, start, messageText }: ts.Diagnostic): string {
  const line = file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
  return `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}
