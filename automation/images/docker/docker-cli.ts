import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { splitImageReference } from "../../../components/shared/image-reference";
import { ImageFailure, type ImageFailureCode } from "../failure";
import type { RegistryCredentials } from "../registry/registry";
import type { BuildArgs, BuilderCall, ImageBuilder } from "./image-builder";
import { withPushConfiguration } from "./push-configuration";
import { isMissingProgram, type ProgramResult, runProgram, type RunProgram } from "./run-program";

/** Builds and pushes images by Docker's command line. */
export class DockerCli implements ImageBuilder {
  /** @param environment variables besides those of this process, such as `DOCKER_HOST`. */
  constructor(
    private readonly environment: NodeJS.ProcessEnv = {},
    private readonly run: RunProgram = runProgram,
  ) {}

  async build(args: BuildArgs, call: BuilderCall): Promise<string> {
    const place = await mkdtemp(join(tmpdir(), "proofpix-build-"));
    const idFile = join(place, "id");
    try {
      const result = await this.docker(buildArguments(args, idFile), call);
      if (result.code !== 0) throw failure("build-failed", `${args.directory} can't be built`, result);
      return (await readFile(idFile, "utf8")).trim();
    } finally {
      await rm(place, { recursive: true, force: true });
    }
  }

  async push(
    imageId: string,
    reference: string,
    credentials: RegistryCredentials | undefined,
    call: BuilderCall,
  ): Promise<string | undefined> {
    const tagged = await this.docker(["tag", imageId, reference], call);
    if (tagged.code !== 0) throw failure("push-failed", `${imageId} can't be tagged ${reference}`, tagged);
    const { registry = "" } = splitImageReference(reference);
    const pushed = await withPushConfiguration(registry, credentials, (environment) =>
      this.docker(["push", reference], call, environment),
    );
    if (pushed.code !== 0) throw failure("push-failed", `${reference} can't be pushed`, pushed);
    return digestIn(pushed.output);
  }

  private async docker(
    args: readonly string[],
    { signal, onLine }: BuilderCall,
    environment: NodeJS.ProcessEnv = {},
  ): Promise<ProgramResult> {
    try {
      return await this.run("docker", args, {
        environment: { BUILDKIT_PROGRESS: "plain", ...this.environment, ...environment },
        signal,
        onLine,
      });
    } catch (error) {
      if (!isMissingProgram(error)) throw error;
      throw new ImageFailure(
        "docker-missing",
        "there is no docker, which builds and pushes images",
        "Install Docker (https://docs.docker.com/engine/install), or name an image that is built: --image <reference>.",
        { cause: error },
      );
    }
  }
}

function buildArguments(args: BuildArgs, idFile: string): string[] {
  const { directory, dockerfile, target, platform, buildArguments: values = {}, labels = {} } = args;
  const option = (name: string, value: string | undefined): string[] => (value === undefined ? [] : [name, value]);
  const pairs = (name: string, named: Readonly<Record<string, string>>): string[] =>
    Object.entries(named).flatMap(([key, value]) => [name, `${key}=${value}`]);
  return [
    "build",
    ...["--iidfile", idFile],
    ...option("--file", dockerfile),
    ...option("--target", target),
    ...option("--platform", platform),
    ...pairs("--build-arg", values),
    ...pairs("--label", labels),
    directory,
  ];
}

/** The digest in what `docker push` prints at last: `1.0.0: digest: sha256:… size: 528`. */
export function digestIn(pushOutput: string): string | undefined {
  return /\bdigest: (sha256:[0-9a-f]{64})\b/.exec(pushOutput)?.[1];
}

const NEXT_STEPS: readonly (readonly [RegExp, string])[] = [
  [/cannot connect to the docker daemon/i, "Start Docker Engine, or name the one to use in DOCKER_HOST."],
  [/no basic auth credentials|denied|unauthorized/i, "Check that the credentials may push to this repository."],
  [/no space left on device/i, "Make room on the disk: docker system prune removes what nothing uses."],
  [/name unknown|repository with name .* does not exist/i, "Deploy the bootstrap stack, which has the repository."],
];

function failure(code: ImageFailureCode, what: string, { lastLines }: ProgramResult): ImageFailure {
  const said = lastLines.slice(-8).join("\n");
  const [, nextStep] = NEXT_STEPS.find(([pattern]) => pattern.test(said)) ?? [];
  return new ImageFailure(code, `${what}:\n${said}`, nextStep ?? "Mend what Docker names, then run the command again.");
}
