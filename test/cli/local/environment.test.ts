import fc from "fast-check";
import { localEnvironment, withPreload } from "../../../cli/local/environment";
import { localPaths } from "../../../cli/local/paths";

const RUN = {
  paths: localPaths("/project"),
  engineDirectory: "/engine",
  providers: "aws:1",
  project: "/project/.local/project",
};

describe("localEnvironment", () => {
  it("points Pulumi at the local cloud, state and project", () => {
    expect(localEnvironment(RUN, { PATH: "/usr/bin" })).toMatchObject({
      PATH: "/engine:/usr/bin",
      PULUMI_BACKEND_URL: "file:///project/.local/pulumi/state?metadata=skip",
      PULUMI_DEBUG_PROVIDERS: "aws:1",
      PULUMI_OPTION_CWD: "/project/.local/project",
    });
  });

  it("keeps what belongs to the user's cloud and Pulumi out, and passes everything else on", () => {
    const environment = localEnvironment(RUN, {
      AWS_PROFILE: "production",
      AWS_SECRET_ACCESS_KEY: "secret",
      PULUMI_ACCESS_TOKEN: "token",
      PULUMI_CONFIG_PASSPHRASE: "theirs",
      HOME: "/home",
    });

    expect(environment).toMatchObject({ HOME: "/home" });
    for (const name of ["AWS_PROFILE", "AWS_SECRET_ACCESS_KEY", "PULUMI_ACCESS_TOKEN", "PULUMI_CONFIG_PASSPHRASE"]) {
      expect(environment).not.toHaveProperty(name);
    }
  });

  it("lets nothing of the user's reach Pulumi or AWS by any name that begins with theirs", () => {
    const name = fc
      .tuple(fc.constantFrom("AWS_", "PULUMI_"), fc.stringMatching(/^[A-Z_]{1,12}$/))
      .map((each) => each.join(""));
    fc.assert(
      fc.property(fc.dictionary(name, fc.constant("theirs")), (inherited) => {
        expect(Object.values(localEnvironment(RUN, { ...inherited, DOCKER_HOST: "theirs" }))).not.toContain("theirs");
      }),
    );
  });

  it("leads AWS's clients to what runs, and to nobody's credentials where nothing runs", () => {
    const alone = localEnvironment(RUN, { AWS_ENDPOINT_URL: "theirs" });
    const led = localEnvironment({ ...RUN, apis: { url: "http://127.0.0.1:1", region: "eu-west-1" } }, {});

    expect(alone).toMatchObject({ AWS_CONFIG_FILE: "/dev/null", AWS_SHARED_CREDENTIALS_FILE: "/dev/null" });
    for (const name of ["AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_REGION"]) expect(alone).not.toHaveProperty(name);
    expect(led).toMatchObject({
      ...{ AWS_ENDPOINT_URL: "http://127.0.0.1:1", AWS_REGION: "eu-west-1", AWS_DEFAULT_REGION: "eu-west-1" },
      ...{ AWS_ACCESS_KEY_ID: "local", AWS_SECRET_ACCESS_KEY: "local", AWS_CONFIG_FILE: "/dev/null" },
    });
  });

  it("finds the engine also where there is no PATH", () => {
    expect(localEnvironment(RUN, {}).PATH).toBe("/engine");
  });
});

describe("withPreload", () => {
  it("loads the preload after what the user has Node load, in a project of any path", () => {
    const preload = String.raw`--require "/my \"own\" project/tools/program/preload.cjs"`;

    expect(withPreload('/my "own" project', { NODE_OPTIONS: "--trace-warnings", HOME: "/home" })).toEqual({
      NODE_OPTIONS: `--trace-warnings ${preload}`,
      HOME: "/home",
    });
    expect(withPreload('/my "own" project', {})).toEqual({ NODE_OPTIONS: preload });
  });
});
