import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import ts from "typescript";
import * as library from "../../../components";
import * as datadog from "../../../components/datadog";
import { deploy, mocks, type Registered } from "../../../components/testing";
import { withoutDiagnostics } from "../../support/without-diagnostics";

const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const PAGES = join(__dirname, "../../../docs/components");

const OWN: Readonly<Record<string, unknown>> = {
  "proofpix-infrastructure/components": library,
  "proofpix-infrastructure/components/datadog": datadog,
};

/** The page of unit tests shows a test, which `test/package` runs. */
const COMPONENT_PAGES = readdirSync(PAGES).filter((page) => page !== "testing.md");

/** The whole programs that the pages of components show, under page and number. */
const PROGRAMS: readonly [name: string, code: string][] = COMPONENT_PAGES.flatMap((page) =>
  [...readFileSync(join(PAGES, page), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)]
    .map(([, code = ""], index): [string, string] => [`${page}, program ${index + 1}`, code])
    .filter(
      ([, code]) =>
        / new [A-Z]\w+\(/.test(code) &&
        code.includes('"proofpix-infrastructure/components') &&
        !code.includes("declare const"),
    ),
);

/** Runs a program as Node runs it once it is compiled. */
function run(code: string): void {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const load = (name: string): unknown => OWN[name] ?? jest.requireActual(name);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const program = new Function("require", "exports", outputText) as (load: unknown, exports: object) => void;
  program(load, {});
}

function deployed(code: string): Promise<readonly Registered[]> {
  return withoutDiagnostics(() =>
    deploy(() => {
      run(code);
    }, mocks()),
  );
}

describe("the programs on the pages", () => {
  beforeAll(() => {
    const keys = PROGRAMS.flatMap(([, code]) =>
      [...code.matchAll(/\.require(?:Secret)?\("(\w+)"\)/g)].map(([, key]) => key),
    );
    const values = keys.map((key) => [`project:${key ?? ""}`, key === "kmsKeyArn" ? KEY_ARN : "planted"]);
    pulumi.runtime.setAllConfig(Object.fromEntries(values) as Record<string, string>);
  });

  afterAll(() => {
    pulumi.runtime.setAllConfig({});
  });

  it("are found", () => {
    expect(PROGRAMS.length).toBeGreaterThan(20);
  });

  it.each(PROGRAMS)("can be tested with the mocks: %s", async (_, code) => {
    expect((await deployed(code)).length).toBeGreaterThan(0);
  });
});
