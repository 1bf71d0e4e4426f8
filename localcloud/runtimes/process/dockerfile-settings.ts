/** What a container gets from its image, where the task definition doesn't say otherwise. */
export interface ImageSettings {
  readonly environment: Readonly<Record<string, string>>;
  readonly entryPoint: readonly string[];
  readonly command: readonly string[];
  /** Path within the image. */
  readonly workingDirectory: string;
  /** Ports that it says it listens on. */
  readonly ports: readonly number[];
  readonly stopSignal: NodeJS.Signals;
}

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/**
 * Settings of the image that the last stage of a Dockerfile makes (Dockerfile reference); those of the image that it is
 * based on stay unknown.
 * @param buildArguments values in place of those that `ARG` gives
 */
export function imageSettingsOf(
  dockerfile: string,
  buildArguments: Readonly<Record<string, string>> = {},
): ImageSettings {
  const all = instructionsOf(dockerfile);
  const stage = all.slice(all.findLastIndex(({ name }) => name === "FROM") + 1);
  const values = (wanted: string): string[] => stage.filter(({ name }) => name === wanted).map(({ value }) => value);
  const argumentsOfStage = { ...pairs(values("ARG").filter((value) => value.includes("="))), ...buildArguments };
  const environment = pairs(values("ENV"), argumentsOfStage);
  return {
    environment,
    entryPoint: list(values("ENTRYPOINT").at(-1)),
    command: list(values("CMD").at(-1)),
    workingDirectory: values("WORKDIR").at(-1) ?? "/",
    ports: values("EXPOSE").flatMap((value) => value.split(/\s+/).map((port) => Number.parseInt(port, 10))),
    stopSignal: (values("STOPSIGNAL").at(-1) ?? "SIGTERM") as NodeJS.Signals,
  };
}

function instructionsOf(dockerfile: string): Instruction[] {
  const lines = dockerfile.split(/\r?\n/).filter((line) => !line.trimStart().startsWith("#"));
  return lines
    .join("\n")
    .replace(/\\\n/g, " ")
    .split("\n")
    .flatMap((line) => {
      const [, name = "", value = ""] = /^\s*(\w+)\s+(.*\S)\s*$/.exec(line) ?? [];
      return name === "" ? [] : [{ name: name.toUpperCase(), value }];
    });
}

/** `NAME=value` pairs, with variables in the values replaced. */
function pairs(texts: readonly string[], variables: Readonly<Record<string, string>> = {}): Record<string, string> {
  const found = texts.flatMap((each) => [...each.matchAll(/(\w+)=("[^"]*"|\S*)/g)]);
  return Object.fromEntries(
    found.map(([, name = "", value = ""]) => [
      name,
      value.replace(/^"|"$/g, "").replace(/\$\{?(\w+)\}?/g, (_, variable: string) => variables[variable] ?? ""),
    ]),
  );
}

/** The list form; what is in the shell's form runs in a shell. */
function list(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value.startsWith("[") ? (JSON.parse(value) as string[]) : ["/bin/sh", "-c", value];
}
