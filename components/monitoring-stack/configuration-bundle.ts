import type * as pulumi from "@pulumi/pulumi";

/** Files that a part reads, by their paths below its configuration. */
export type PartFiles = Readonly<Record<string, pulumi.Input<string>>>;

/** The same, every text known. */
export type KnownFiles = Readonly<Record<string, string>>;

const FILE_NAME = /^[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)*$/;

/**
 * All files of a part as one text, so that one object has them, and one version of it pins them all. A line begins with
 * `>` and the path of a file, or with a space and a line of the file before.
 * @throws {Error} for a path that leads elsewhere.
 */
export function bundleText(files: KnownFiles): string {
  const paths = Object.keys(files).sort();
  const wrong = paths.find((path) => !FILE_NAME.test(path));
  if (wrong !== undefined)
    throw new Error(`${JSON.stringify(wrong)} is no path of a file below a part's configuration`);
  return (
    paths.flatMap((path) => [`>${path}`, ...linesOf(files[path] ?? "").map((line) => ` ${line}`)]).join("\n") + "\n"
  );
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** Where the loader of a part's configuration puts what. */
export interface LoaderPaths {
  /** Folder of the configuration. */
  readonly configuration: string;
  /** Folder into which the part may write whatever user it runs as; undefined where it writes nothing. */
  readonly data: string | undefined;
  /** Folder for what the loader alone needs. */
  readonly scratch: string;
  /** Variables whose values become files, by the files' paths below the configuration. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Variables that name the object. None of them is secret. */
export const OBJECT_VARIABLES = {
  bucket: "CONFIGURATION_BUCKET",
  object: "CONFIGURATION_OBJECT",
  version: "CONFIGURATION_VERSION",
} as const;

/**
 * What the loader runs, in a shell of POSIX with the AWS CLI: it fetches one version of a bundle, and takes it apart.
 * Its files are readable for every user: the volume belongs to one task.
 */
export function loaderScript({ configuration, data, scratch, secrets }: LoaderPaths): string {
  const { bucket, object, version } = OBJECT_VARIABLES;
  return [
    "set -eu",
    `aws s3api get-object --bucket "$${bucket}" --key "$${object}" --version-id "$${version}" "${scratch}/bundle" >"${scratch}/answer"`,
    "while IFS= read -r line; do",
    '  case "$line" in',
    "  '>'*)",
    `    file="${configuration}/\${line#>}"`,
    '    mkdir -p "${file%/*}"',
    '    : >"$file"',
    "    ;;",
    `  *) printf '%s\\n' "\${line# }" >>"$file" ;;`,
    "  esac",
    `done <"${scratch}/bundle"`,
    ...secretLines(configuration, secrets),
    ...(data === undefined ? [] : [`chmod 1777 "${data}"`]),
  ].join("\n");
}

function secretLines(configuration: string, secrets: LoaderPaths["secrets"]): string[] {
  return Object.entries(secrets)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([file, variable]) => [
      `mkdir -p "${configuration}/${file.slice(0, file.lastIndexOf("/") + 1)}"`,
      `printf '%s' "$${variable}" >"${configuration}/${file}"`,
    ]);
}
