import ts from "typescript";

/** Sources of one folder of components, by file name. */
export type FolderSources = Readonly<Record<string, string>>;

interface ComponentClass {
  readonly file: string;
  readonly name: string;
  readonly node: ts.ClassDeclaration;
}

/** What keeps a folder's components from the one shape that CONTRIBUTING describes; a line for each problem. */
export function shapeProblems(folder: string, sources: FolderSources): string[] {
  const files = new Map(Object.entries(sources).map(([name, text]) => [name, parsed(name, text)]));
  const classes = [...files].flatMap(([file, source]) =>
    source.statements.filter(ts.isClassDeclaration).flatMap((node) => componentClass(file, node)),
  );
  return [
    ...problem(files.has("index.ts"), `${folder}: has no index.ts`),
    ...classes.flatMap((component) => classProblems(folder, component, files)),
    ...[...files].flatMap(([file, source]) =>
      [...privateChildren(file, source), ...privateAlarms(file, source)].map((text) => `${folder}: ${text}`),
    ),
  ];
}

/** Names of the components of a folder. */
export function componentNames(sources: FolderSources): string[] {
  return Object.entries(sources).flatMap(([file, text]) =>
    parsed(file, text)
      .statements.filter(ts.isClassDeclaration)
      .flatMap((node) => componentClass(file, node).map(({ name }) => name)),
  );
}

/**
 * `@default` tags of a file that are neither a literal nor a hyphen and what happens, and optional arguments without.
 */
export function defaultProblems(file: string, text: string): string[] {
  const source = parsed(file, text);
  const problems: string[] = [];
  visit(source, (node) => {
    const tags = ts.getJSDocTags(node).filter(({ tagName }) => tagName.text === "default");
    for (const tag of tags) {
      const value = (ts.getTextOfJSDocComment(tag.comment) ?? "").trim();
      if (!isDefault(value)) problems.push(`${placeOf(tag, source, file)}: @default ${value}`);
    }
    if (isUnexplained(node, tags.length)) {
      problems.push(`${placeOf(node, source, file)}: ${node.name.getText(source)} is optional and has no @default`);
    }
  });
  return problems;
}

function componentClass(file: string, node: ts.ClassDeclaration): ComponentClass[] {
  const base = node.heritageClauses?.[0]?.types[0]?.expression.getText();
  return node.name !== undefined && base?.endsWith("ComponentResource") === true
    ? [{ file, name: node.name.text, node }]
    : [];
}

function classProblems(
  folder: string,
  { file, name, node }: ComponentClass,
  files: ReadonlyMap<string, ts.SourceFile>,
): string[] {
  const own = kebab(name);
  const [argsFile, validateFile] =
    own === folder ? ["args.ts", "validate.ts"] : [`${own}-args.ts`, `${own}-validate.ts`];
  const constructor = node.members.find(ts.isConstructorDeclaration);
  const argsType = constructor?.parameters[1]?.type;
  const argsName = argsType !== undefined && ts.isTypeReferenceNode(argsType) ? argsType.typeName.getText() : "";
  return [
    ...problem(file === `${own}.ts`, `is in ${file} instead of ${own}.ts`),
    ...problem(declares(files.get(argsFile), argsName), `has no ${argsFile} with its arguments, "${argsName}"`),
    ...validatorProblems(`validate${name}`, validateFile, files.get(validateFile)),
    ...constructorProblems(folder, name, constructor),
  ].map((text) => `${folder}: ${name} ${text}`);
}

function validatorProblems(validator: string, file: string, source: ts.SourceFile | undefined): string[] {
  const found = source?.statements.filter(ts.isFunctionDeclaration).find(({ name }) => name?.text === validator);
  if (found === undefined) return [`has no ${file} with ${validator}`];
  const throwing: ts.Node[] = [];
  visit(found, (node) => {
    if (ts.isThrowStatement(node) || node.getText().endsWith(".throwIfAny")) throwing.push(node);
  });
  return [
    ...problem(
      found.parameters[1]?.type?.getText() === "ArgumentProblems",
      `has a ${validator} whose second parameter is no ArgumentProblems`,
    ),
    ...problem(throwing.length === 0, `has a ${validator} that throws instead of recording`),
  ];
}

/** Validation comes first, so that wrong arguments register nothing; outputs last, once everything is created. */
function constructorProblems(
  folder: string,
  name: string,
  constructor: ts.ConstructorDeclaration | undefined,
): string[] {
  const statements = constructor?.body?.statements.map((statement) => statement.getText()) ?? [];
  const [first = "", second = ""] = statements;
  const registering = statements.filter((statement) => statement.includes("this.registerOutputs("));
  const validation = new RegExp(`^requireValid(?:<\\w+>)?\\("${name}", name, args, validate${name}\\);$`);
  const type = `super("proofpix:${folder}:${name}", name, {}, opts)`;
  return [
    ...problem(validation.test(first), `doesn't begin with requireValid("${name}", name, args, validate${name})`),
    ...problem(second === `${type};`, `doesn't go on with ${type}`),
    ...problem(
      registering.length === 1 && statements.at(-1)?.startsWith("this.registerOutputs(") === true,
      "doesn't end with its one registerOutputs",
    ),
  ];
}

function problem(holds: boolean, text: string): string[] {
  return holds ? [] : [text];
}

/** Interfaces that repeat `Children` of components/shared. */
function privateChildren(file: string, source: ts.SourceFile): string[] {
  return source.statements.filter(ts.isInterfaceDeclaration).flatMap(({ name, members }) => {
    const names = members.map((member) => member.name?.getText(source));
    return names.includes("parent") && names.includes("transform")
      ? [`${file} declares ${name.text}, which is Children of components/shared`]
      : [];
  });
}

/**
 * Alarms that are created without `createAlarm` of components/shared, by which all have names, tags and transforms
 * alike.
 */
function privateAlarms(file: string, source: ts.SourceFile): string[] {
  return problem(
    !source.text.includes("new aws.cloudwatch.MetricAlarm("),
    `${file} creates an alarm without createAlarm`,
  );
}

function declares(source: ts.SourceFile | undefined, type: string): boolean {
  return (
    source?.statements.some(
      (statement) =>
        (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) && statement.name.text === type,
    ) === true
  );
}

function isDefault(value: string): boolean {
  return /^- \S/.test(value) || isLiteralText(value);
}

function isLiteralText(value: string): boolean {
  const [statement, ...others] = parsed("default.ts", `(${value});`).statements;
  return (
    others.length === 0 &&
    statement !== undefined &&
    ts.isExpressionStatement(statement) &&
    ts.isParenthesizedExpression(statement.expression) &&
    isLiteral(statement.expression.expression)
  );
}

function isLiteral(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => ts.isPropertyAssignment(property) && isLiteral(property.initializer));
  }
  if (ts.isPrefixUnaryExpression(node)) return ts.isNumericLiteral(node.operand);
  return (
    ts.isStringLiteral(node) ||
    ts.isNumericLiteral(node) ||
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword
  );
}

/** An optional argument of which nothing says what happens without; an escape hatch that is left out does nothing. */
function isUnexplained(node: ts.Node, defaults: number): node is ts.PropertySignature {
  if (!ts.isPropertySignature(node) || node.questionToken === undefined || defaults > 0) return false;
  const owner = node.parent;
  return ts.isInterfaceDeclaration(owner) && owner.name.text.endsWith("Args");
}

function parsed(name: string, text: string): ts.SourceFile {
  return ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
}

function visit(node: ts.Node, visitor: (node: ts.Node) => void): void {
  visitor(node);
  ts.forEachChild(node, (child) => {
    visit(child, visitor);
  });
}

function placeOf(node: ts.Node, source: ts.SourceFile, file: string): string {
  return `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
}

/** AWS writes the names of some services as one word. */
function kebab(name: string): string {
  return name
    .replace("CloudWatch", "Cloudwatch")
    .replace(/(?<!^)([A-Z])/g, "-$1")
    .toLowerCase();
}
