import { isMap, isScalar, LineCounter, parseDocument, visit, type Document, type YAMLError } from "yaml";
import { isEmpty } from "../../tools/yaml/places";
import { CLOSING, unclosedMark } from "../../tools/yaml/unclosed";

/** What is wrong with how a configuration file is written, and what most likely mends it. */
export interface FileProblem {
  readonly line: number;
  /** Lower case, no full stop. */
  readonly problem: string;
  /** A full sentence. */
  readonly fix: string;
}

/**
 * Finds why the engine can't read a configuration file, or reads no keys in it. The engine itself says "could not
 * create secrets manager" in the first case and nothing in the second. Undefined if there is no problem, or only the
 * engine can tell.
 */
export function configurationFileProblem(text: string): FileProblem | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines });
  const lineOf = (place: number): number => lines.linePos(place).line;
  const [error] = document.errors;
  if (error !== undefined) return mergeMark(text) ?? syntaxProblem(text, document, error, lineOf);
  return aliasProblem(document, lineOf) ?? structureProblem(document, lineOf);
}

type LineOf = (place: number) => number;

function mergeMark(text: string): FileProblem | undefined {
  const line = text.split("\n").findIndex((each) => /^(?:<{7}|={7}|>{7})(?: |$)/.test(each)) + 1;
  if (line === 0) return undefined;
  return { line, problem: "two versions of the file stand in it, as git left them", fix: "Settle the merge first." };
}

/** For each error of the parser, the problem that most likely causes it, and the fix. */
const FIXES: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  TAB_AS_INDENT: ["it is indented by a tab", "Indent it by blanks: YAML takes no tabs there."],
  DUPLICATE_KEY: ["the key stands there a second time", "Remove one of the two."],
  BAD_INDENT: ["it is not indented as the keys beside it", "Give it as many blanks as they have."],
  BAD_SCALAR_START: ["no value may begin with this character", "Put the value in quotes."],
  BLOCK_AS_IMPLICIT_KEY: [
    "a key and its value stand where a value should",
    "Put the value in quotes, or mend the indentation of the next line.",
  ],
  MULTILINE_IMPLICIT_KEY: [
    "a colon is missing, or the next line is indented too far",
    "Write the key, a colon, a blank and the value.",
  ],
};

function syntaxProblem(text: string, document: Document, error: YAMLError, lineOf: LineOf): FileProblem | undefined {
  const opening = unclosedMark(text, document, error.pos[0]);
  if (opening !== undefined) {
    const mark = text[opening] ?? "";
    const kind = mark in CLOSING ? "bracket" : "quote";
    const problem = `the ${kind} ${mark} is never closed`;
    return { line: lineOf(opening), problem, fix: `Close it with ${CLOSING[mark] ?? mark}.` };
  }
  if (isEngineMatter(error)) return undefined;
  const [problem, fix] = FIXES[error.code] ?? [error.message.replace(/ at line.*/s, ""), "Mend the line."];
  return { line: lineOf(error.pos[0]), problem, fix };
}

/**
 * Whether only our parser refuses this. The engine's reader accepts flows and quoted texts that continue further left,
 * and several documents.
 */
function isEngineMatter({ code, message }: YAMLError): boolean {
  return code === "MULTIPLE_DOCS" || message.startsWith("Missing closing") || message.startsWith("Flow ");
}

function aliasProblem(document: Document, lineOf: LineOf): FileProblem | undefined {
  let found: FileProblem | undefined;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      const problem = `*${alias.source} repeats a value that nothing before it names &${alias.source}`;
      found = { line: lineOf(alias.range?.[0] ?? 0), problem, fix: "Name the value, or put the text in quotes." };
      return visit.BREAK;
    },
  });
  return found;
}

/** Names that people write instead of `config`. */
const MISNAMED = /^(?:config\w*|conf)$/i;

function structureProblem(document: Document, lineOf: LineOf): FileProblem | undefined {
  if (!isMap(document.contents)) return undefined;
  const problems = document.contents.items.map(({ key, value }) => {
    const problem = isScalar(key) ? keyProblem(String(key.value), value) : undefined;
    return problem && { ...problem, line: lineOf(isScalar(key) ? (key.range?.[0] ?? 0) : 0) };
  });
  return problems.find((problem) => problem !== undefined);
}

function keyProblem(key: string, value: unknown): Omit<FileProblem, "line"> | undefined {
  if (/^[\w-]+:[\w-]+$/.test(key)) {
    return {
      problem: `${key} stands outside of config:, where nothing reads it`,
      fix: "Write config: on a line of its own above the keys, and indent them by two blanks.",
    };
  }
  if (key === "config") {
    const fix = "Write each as proofpix:<key>: <value>, indented by two blanks.";
    return isMap(value) || isEmpty(value) ? undefined : { problem: "config: must hold keys with their values", fix };
  }
  if (!MISNAMED.test(key)) return undefined;
  return { problem: `nothing reads what stands below ${key}:`, fix: "Call it config:." };
}
