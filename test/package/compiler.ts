import { join } from "node:path";
import ts from "typescript";

const ROOT = join(__dirname, "../..");

/**
 * TypeScript as its command line runs it, but that a file is read and parsed once for all programs: most of the time
 * goes into the types of the AWS provider, which the library and its users share.
 */
export class Compiler {
  private readonly parsed = new Map<string, ts.SourceFile | undefined>();

  /** Options of `npm run build` and the files that it compiles. */
  readonly build = readProject(join(ROOT, "tsconfig.build.json"));

  /** Writes what `npm run build` writes, into another folder. */
  emit(outDir: string): string[] {
    const program = this.program(this.build.fileNames, { ...this.build.options, outDir });
    const { diagnostics } = program.emit();
    return [...program.getSyntacticDiagnostics(), ...diagnostics].map(diagnosticText);
  }

  /** Type errors of a program in the files of which `concerns` is true, declarations included, with further options. */
  typeErrors(
    fileName: string,
    concerns: (fileName: string) => boolean,
    further: Readonly<ts.CompilerOptions> = {},
  ): string[] {
    const own = { rootDir: undefined, outDir: undefined, skipLibCheck: false, noEmit: true };
    const options = { ...this.build.options, ...own, ...further };
    const program = this.program([fileName], options);
    const files = program.getSourceFiles().filter((file) => concerns(file.fileName));
    return [
      ...program.getOptionsDiagnostics(),
      ...files.flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]),
    ].map(diagnosticText);
  }

  private program(rootNames: readonly string[], options: ts.CompilerOptions): ts.Program {
    const host = ts.createCompilerHost(options);
    const getSourceFile: ts.CompilerHost["getSourceFile"] = (fileName, ...how) => {
      if (!this.parsed.has(fileName)) this.parsed.set(fileName, host.getSourceFile(fileName, ...how));
      return this.parsed.get(fileName);
    };
    return ts.createProgram(rootNames, options, { ...host, getSourceFile });
  }
}

function readProject(configFile: string): ts.ParsedCommandLine {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: refuse };
  const project = ts.getParsedCommandLineOfConfigFile(configFile, {}, host);
  if (project === undefined) throw new Error(`can't read ${configFile}`);
  return project;
}

function refuse(diagnostic: ts.Diagnostic): never {
  throw new Error(diagnosticText(diagnostic));
}

function diagnosticText({ file, start, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, "\n");
  if (file === undefined || start === undefined) return text;
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(start).line + 1}: ${text}`;
}
