import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";

/** A property or method that users of the library see. */
export interface PublicMember {
  /** Interface or class that declares it. */
  readonly owner: string;
  readonly name: string;
  /** Its documentation comment; undefined where it has none. */
  readonly documentation: string | undefined;
  /** Whether its type is a single literal, as that of a union's `kind`. */
  readonly hasOneValue: boolean;
}

/** Members of all interfaces and classes that an index file exports, wherever they are declared. */
export function publicMembers(index: string): PublicMember[] {
  return exported(index).flatMap(({ file, names }) =>
    declarations(file)
      .filter(({ name }) => name !== undefined && names.includes(name.text))
      .flatMap(membersOf),
  );
}

interface Exported {
  readonly file: string;
  readonly names: readonly string[];
}

type Declaration = ts.InterfaceDeclaration | ts.ClassDeclaration | ts.TypeAliasDeclaration;

/** What an index file exports: names of files beside it, and all that their own index files export. */
function exported(index: string): Exported[] {
  return parsed(index)
    .statements.filter(ts.isExportDeclaration)
    .flatMap(({ exportClause, moduleSpecifier }) => {
      if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return [];
      const file = sourceFile(join(dirname(index), moduleSpecifier.text));
      if (exportClause === undefined) return exported(file);
      if (!ts.isNamedExports(exportClause)) return [];
      const names = exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text);
      return [{ file, names }, ...(file.endsWith("index.ts") ? exported(file).map((one) => only(one, names)) : [])];
    });
}

function only({ file, names }: Exported, wanted: readonly string[]): Exported {
  return { file, names: names.filter((name) => wanted.includes(name)) };
}

function declarations(file: string): Declaration[] {
  return parsed(file).statements.filter(
    (statement): statement is Declaration =>
      ts.isInterfaceDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isTypeAliasDeclaration(statement),
  );
}

function membersOf(declaration: Declaration): PublicMember[] {
  const owner = declaration.name?.text ?? "";
  const members: readonly ts.Node[] = ts.isTypeAliasDeclaration(declaration)
    ? ts.isTypeLiteralNode(declaration.type)
      ? declaration.type.members
      : []
    : declaration.members;
  return members.filter(isPublic).map((member) => ({
    owner,
    name: member.name.getText(),
    documentation: documentationOf(member),
    hasOneValue: member.type !== undefined && ts.isLiteralTypeNode(member.type),
  }));
}

type Member = ts.PropertySignature | ts.PropertyDeclaration | ts.MethodSignature | ts.MethodDeclaration;

function isPublic(node: ts.Node): node is Member {
  const isMember =
    ts.isPropertySignature(node) ||
    ts.isPropertyDeclaration(node) ||
    ts.isMethodSignature(node) ||
    ts.isMethodDeclaration(node);
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  return isMember && (ts.getCombinedModifierFlags(node) & hidden) === 0;
}

function documentationOf(node: ts.Node): string | undefined {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comments.length === 0 ? undefined : comments.map((comment) => comment.getText()).join("\n");
}

const files = new Map<string, ts.SourceFile>();

function parsed(file: string): ts.SourceFile {
  const known = files.get(file) ?? ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  files.set(file, known);
  return known;
}

function sourceFile(path: string): string {
  return [`${path}.ts`, join(path, "index.ts")].find(existsSync) ?? path;
}
