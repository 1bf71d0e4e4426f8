import ts from "typescript";
import { type Shape, ShapeReader } from "../../../tools/arguments/shapes";

/** Types as components declare them, with marks in place of Pulumi's own. */
const DECLARATIONS = `
  interface Input<T> { readonly givenAsInput: T }
  interface Resource { readonly isResource: true }
  type Transform<Args> = Partial<Args> | ((args: Args) => void);
  type Size = \`\${number}Gi\` | "0";
  type Days = 1 | 3;
  interface Large { readonly a: string; readonly b?: number }
  interface Target extends Resource { readonly port: number }
  interface Names<Name = Input<string>> { readonly service: Name; readonly other?: Name | undefined }
`;

const CASES: readonly (readonly [type: string, shape: Shape])[] = [
  ["string", "string"],
  ["`${number}Gi`", "string"],
  ["Size", "string"],
  ["boolean", "boolean"],
  ["boolean | readonly string[]", { either: ["boolean", { list: "string" }] }],
  ["Input<Input<string>[]>", { input: { list: { input: "string" } } }],
  ["Readonly<Record<string, number>>", { map: "number" }],
  ['Readonly<Partial<Record<"a" | "b", number>>>', { fields: { "a?": "number", "b?": "number" } }],
  ['"z" | "b"', { oneOf: ["b", "z"] }],
  ["10 | 9", { oneOf: [9, 10] }],
  ["(name: string) => void", "function"],
  ['Omit<Large, "a">', { fields: { "b?": "number" } }],
  ['Pick<Large, "a">', { fields: { a: "string" }, open: true }],
  ['Large & { readonly c: "x" }', { fields: { a: "string", "b?": "number", c: { oneOf: ["x"] } } }],
  ["Names", { fields: { "other?": { input: "string" }, service: { input: "string" } } }],
  ["{ readonly edit?: Transform<Large> }", { fields: { "edit?": "transform" } }],
  ["{ readonly may: string | undefined }", { fields: { "may?": "string" } }],
];
const NAMED = "{ readonly target: Target; readonly days?: Days }";

const FILE = "/types.ts";
const OPTIONS: ts.CompilerOptions = { strict: true, types: [], lib: ["lib.es2022.d.ts"] };
const TYPES = [...CASES.map(([type]) => type), NAMED];
const SOURCE = ts.createSourceFile(
  FILE,
  [DECLARATIONS, ...TYPES.map((type, index) => `declare const asked${index}: ${type};`)].join("\n"),
  ts.ScriptTarget.ES2022,
  true,
);

function compiled(): ts.TypeChecker {
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...how) => (name === FILE ? SOURCE : read(name, ...how));
  return ts.createProgram([FILE], OPTIONS, host).getTypeChecker();
}

const CHECKER = compiled();

/** The shape of a type, and those that it names. */
function shapesOf(type: string): { shape: Shape; named: Readonly<Record<string, Shape>> } {
  const reader = new ShapeReader(CHECKER);
  const asked = SOURCE.statements.filter(ts.isVariableStatement)[TYPES.indexOf(type)];
  const node = asked?.declarationList.declarations[0]?.type;
  if (node === undefined) throw new Error(`${type} is not among the types`);
  return { shape: reader.shapeOf(node), named: reader.named };
}

describe("the shape of a type", () => {
  it.each(CASES)("of %s", (type, shape) => {
    expect(shapesOf(type).shape).toEqual(shape);
  });

  it("has the name of an interface or an alias, which stands for it", () => {
    expect(shapesOf(NAMED)).toEqual({
      shape: { fields: { "days?": "Days", target: "Target" } },
      named: { Days: { oneOf: [1, 3] }, Target: { fields: { port: "number" }, resource: true } },
    });
  });
});
