import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** Entries of the library, from which every component is reached. */
const ENTRIES = ["components/index.ts", "components/datadog/index.ts"];

/**
 * Pulumi's types as far as arguments tell of them, each marked by a property of its own. With the real ones, the
 * compiler would read the whole AWS provider, which takes half a minute.
 */
const PULUMI = `
  export interface Input<T> { readonly givenAsInput: T }
  export interface Output<T> { readonly givenAsInput: T }
  export interface Resource { readonly isResource: true }
  export declare class Resource {}
  export declare class CustomResource extends Resource {}
  export declare class ComponentResource extends Resource {}
  export declare class ProviderResource extends Resource {}
`;
/** Name of a file that exists in the compiler's memory only. */
const PULUMI_FILE = "/pulumi.d.ts";

/** A property that marks what can be given as an output or a promise. */
export const INPUT_MARK = "givenAsInput";
/** A property that marks resources. */
export const RESOURCE_MARK = "isResource";

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  strict: true,
  types: [],
};

/** The library's sources, with types of packages left out: `any` stands for them. */
export function libraryProgram(root: string): ts.Program {
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...how) =>
    file === PULUMI_FILE ? ts.createSourceFile(file, PULUMI, ts.ScriptTarget.ES2022, true) : read(file, ...how);
  host.fileExists = (file) => file === PULUMI_FILE || existsSync(file);
  host.readFile = (file) => (file === PULUMI_FILE ? PULUMI : readFileSync(file, "utf8"));
  host.resolveModuleNameLiterals = (names, from) => names.map(({ text }) => ({ resolvedModule: resolved(text, from) }));
  return ts.createProgram(
    ENTRIES.map((entry) => join(root, entry)),
    OPTIONS,
    host,
  );
}

function resolved(name: string, from: string): ts.ResolvedModuleFull | undefined {
  if (name === "@pulumi/pulumi") return { resolvedFileName: PULUMI_FILE, extension: ts.Extension.Dts };
  if (!name.startsWith(".")) return undefined;
  const path = join(dirname(from), name);
  const file = [`${path}.ts`, join(path, "index.ts")].find((candidate) => existsSync(candidate));
  return file === undefined ? undefined : { resolvedFileName: file, extension: ts.Extension.Ts };
}
